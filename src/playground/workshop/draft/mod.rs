//! A workshop as somebody prepares it: what is typed, as it is typed, so that nothing that cannot be read yet is lost.

mod condition;
#[cfg(test)]
mod tests;

pub use condition::{ConditionDraft, ConditionKind, Wrong};

use super::{Area, Layout, Permission, Workshop};

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// What it is called.
    pub title: String,
    /// What the learner shall reach.
    pub goal: String,
    /// Hints, one a line.
    pub hints: String,
    /// How the page is arranged.
    pub layout: Layout,
    /// What is checked.
    pub conditions: Vec<ConditionDraft>,
    /// What the learner may do with each area of the page, in the order of [`Area::ALL`].
    on_page: [Permission; Area::ALL.len()],
    /// The same in a figure.
    in_figure: [Permission; Area::ALL.len()],
}

impl Default for Draft {
    fn default() -> Self {
        Self::of(&Workshop::default())
    }
}

impl Draft {
    /// A workshop that is to be changed.
    pub fn of(workshop: &Workshop) -> Self {
        let permissions = |layout: Layout| {
            // A figure hides what it does not name; what is hidden on the page says nothing about a figure.
            let same = (workshop.arrangement() == Layout::Figure) == (layout == Layout::Figure);
            let base = if same { workshop.clone() } else { Workshop::default() };
            let arranged = Workshop { layout: layout.member(), ..base };
            Area::ALL.map(|area| arranged.permission(area))
        };
        Self {
            title: workshop.title.clone().unwrap_or_default(),
            goal: workshop.goal.clone().unwrap_or_default(),
            hints: workshop.hints.clone().unwrap_or_default().join("\n"),
            layout: workshop.arrangement(),
            conditions: workshop.check.iter().flatten().filter_map(ConditionDraft::of).collect(),
            on_page: permissions(Layout::Page),
            in_figure: permissions(Layout::Figure),
        }
    }

    /// What the learner may do with an area, as the page is arranged.
    pub fn permission(&self, area: Area) -> Permission {
        let all = if self.layout == Layout::Figure { &self.in_figure } else { &self.on_page };
        all[area as usize]
    }

    /// Decides what the learner may do with an area, as the page is arranged.
    pub fn allow(&mut self, area: Area, permission: Permission) {
        let all = if self.layout == Layout::Figure { &mut self.in_figure } else { &mut self.on_page };
        all[area as usize] = permission;
    }

    /// The workshop, of all that can be read.
    pub fn workshop(&self) -> Workshop {
        let is_figure = self.layout == Layout::Figure;
        let areas = |is: &dyn Fn(Area) -> bool| {
            let names: Vec<String> =
                Area::ALL.into_iter().filter(|area| is(*area)).map(|area| area.name().to_owned()).collect();
            Some(names).filter(|names| !names.is_empty())
        };
        let hides = |area: Area| !is_figure || area.is_in_figure();
        let check: Vec<_> = self.conditions.iter().filter_map(|condition| condition.read().ok()).collect();
        Workshop {
            title: text(&self.title),
            goal: text(&self.goal),
            hints: Some(lines(&self.hints)).filter(|hints| !hints.is_empty()),
            layout: self.layout.member(),
            show: areas(&|area| is_figure && !area.is_in_figure() && self.permission(area) != Permission::Nothing),
            hide: areas(&|area| hides(area) && self.permission(area) == Permission::Nothing),
            lock: areas(&|area| self.permission(area) == Permission::See),
            check: Some(check).filter(|check| !check.is_empty()),
            ..Workshop::default()
        }
    }

    /// Whether all that is typed can be read.
    pub fn is_right(&self) -> bool {
        self.conditions.iter().all(|condition| condition.read().is_ok())
    }
}

/// A text, unless it is empty.
fn text(typed: &str) -> Option<String> {
    Some(typed.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The lines that are not empty.
fn lines(typed: &str) -> Vec<String> {
    typed.lines().filter_map(text).collect()
}
