//! The frame of a plot: where its axes lie, in pixels, and what they say.

use tuneground::language::t;
use tuneground::objective::Direction;
use tuneground::playground::Session;
use tuneground::playground::plot::{EpochAxis, Scale, Tick};

/// The width of a character of a label, about: labels are 11 pixels high, and Japanese characters as wide.
const CHARACTER: f64 = 6.4;
const WIDE_CHARACTER: f64 = 11.0;
/// Above the plot, and to its right.
const MARGIN: f64 = 12.0;
/// The row of labels below the plot, and the row of the axis's name below it where there is one.
const LABEL_ROW: f64 = 21.0;
const NAME_ROW: f64 = 15.0;
/// The row above a plot for the name of its y axis.
const TOP_ROW: f64 = 20.0;
/// The most characters of a label at the left.
const LONGEST_LABEL: usize = 13;

/// An axis before it has its place.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AxisPlan {
    pub(super) scale: Scale,
    /// What it shows; nothing is written when it is empty.
    pub(super) name: String,
    /// Pixels between ticks, at least.
    pub(super) gap: f64,
    /// Pixels between the plot's edge and the axis's end.
    pub(super) padding: f64,
}

/// Where a label lies.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) y: f64,
}

/// A plot's frame.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Frame {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    pub(super) x: Scale,
    pub(super) y: Scale,
    pub(super) x_ticks: Vec<Tick>,
    pub(super) y_ticks: Vec<Tick>,
    /// Ends at its place.
    pub(super) x_name: Name,
    /// Begins at its place.
    pub(super) y_name: Name,
    /// "better" at the good end of an objective axis; begins at its place.
    pub(super) better: Option<Name>,
}

impl Frame {
    /// What lies along the x axis of learning curves.
    pub(super) fn epochs(&self, session: &Session) -> EpochAxis<'_> {
        EpochAxis { scale: &self.x, is_by_job: session.config().max_epochs() == 1 }
    }

    /// Lays a plot out. `better` is the direction of the objective when it is along y.
    pub(super) fn new(size: (f64, f64), x: AxisPlan, y: AxisPlan, better: Option<Direction>) -> Self {
        let (width, height) = (size.0.max(80.0), size.1.max(80.0));
        let is_topped = !y.name.is_empty() || better == Some(Direction::Maximize);
        let (right, top) = (width - MARGIN, if is_topped { TOP_ROW } else { MARGIN });
        let place_y = |bottom: f64| y.scale.clone().over(bottom - y.padding, top + y.padding);
        let mut bottom = height - LABEL_ROW;
        let longest =
            place_y(bottom).ticks(y.gap).iter().map(|tick| width_of(&shortened(&tick.label))).fold(0.0, f64::max);
        let left = (longest + 14.0).max(34.0);
        let x_scale = x.scale.over(left + x.padding, right - x.padding);
        let x_ticks = x_scale.ticks(x.gap);
        let beside = if x_scale.is_band() { None } else { name_beside_ticks(&x.name, &x_ticks, bottom + 15.0) };
        let x_name = beside.unwrap_or_else(|| {
            bottom -= NAME_ROW;
            Name { text: x.name.clone(), x: right, y: height - 5.0 }
        });
        let y_scale = place_y(bottom);
        let mut y_ticks = y_scale.ticks(y.gap);
        for tick in &mut y_ticks {
            tick.label = shortened(&tick.label);
        }
        let y_name = Name { text: y.name, x: 8.0, y: 11.0 };
        // At the top it stands beside the axis's name where there is one.
        let above = |name: &Name| {
            if name.text.is_empty() { (8.0, 11.0) } else { (name.x + width_of(&name.text) + CHARACTER, name.y) }
        };
        let better = better.map(|direction| {
            let (text, (x, y)) = match direction {
                Direction::Maximize => (t!("better ↑"), above(&y_name)),
                Direction::Minimize => (t!("better ↓"), (left + 6.0, bottom - 7.0)),
            };
            Name { text: text.to_owned(), x, y }
        });
        Self { left, right, top, bottom, x: x_scale, y: y_scale, x_ticks, y_ticks, x_name, y_name, better }
    }
}

/// An axis's name between its last two labels, where it fits.
fn name_beside_ticks(text: &str, ticks: &[Tick], y: f64) -> Option<Name> {
    if text.is_empty() {
        return Some(Name { text: String::new(), x: 0.0, y });
    }
    let [.., before, last] = ticks else { return None };
    let (from, to) = (before.at + 0.5 * width_of(&before.label) + 8.0, last.at - 0.5 * width_of(&last.label) - 10.0);
    (to - from >= width_of(text)).then(|| Name { text: text.to_owned(), x: to, y })
}

/// The width of a label, about. CJK begins with U+2E80.
fn width_of(text: &str) -> f64 {
    text.chars().map(|letter| if letter < '\u{2e80}' { CHARACTER } else { WIDE_CHARACTER }).sum()
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= LONGEST_LABEL {
        return label.to_owned();
    }
    label.chars().take(LONGEST_LABEL - 1).chain(['…']).collect()
}
