//! A table and a choice to what a data set needs: features as numbers, and the target.

use super::{
    Categories, Choice, ChoiceError, Column, MAX_CLASSES, MAX_FEATURE_LEVELS, MAX_FEATURES, MAX_VALUES, MIN_ROWS, Note,
    Table, Task, Unused, Values,
};
use crate::language::t;

/// A column of the features.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feature {
    /// The column's name; for a category `colour = red`.
    pub name: String,
    /// The column of the table, by index.
    pub column: usize,
    /// In how many rows it is NaN.
    pub missing: usize,
}

/// What is learned, a row each.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// Classes.
    Classes {
        /// Each row's class, `0..names.len()`.
        labels: Vec<u16>,
        /// The classes' names: numbers ascending, texts in the order of their code points.
        names: Vec<String>,
    },
    /// Numbers, all finite.
    Numbers(Vec<f32>),
}

/// What a data set is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// The features' columns, in the table's order.
    pub features: Vec<Feature>,
    /// The features' values, row-major [rows × features]. A missing number is NaN; so is each feature of a missing category.
    pub values: Vec<f32>,
    /// What is learned.
    pub target: Target,
    /// The rows of the table that have a target, ascending.
    pub rows: Vec<u32>,
    /// Columns that are no features, by index, and why; without those that the choice leaves out.
    pub unused: Vec<(usize, Unused)>,
    /// What was done that nobody asked for.
    pub notes: Vec<Note>,
}

impl Table {
    /// What a data set needs to learn this target. Of a column of two categories one feature says whether it is the second; of
    /// more, each of the [`MAX_FEATURE_LEVELS`] has one (or each of the most frequent ones, and all others one together).
    pub fn choose(&self, choice: &Choice) -> Result<Chosen, ChoiceError> {
        let missing = ChoiceError::NoSuchColumn { column: choice.target, columns: self.columns.len() };
        let column = self.columns.get(choice.target).ok_or(missing)?;
        let (rows, target) = target(column, choice.task)?;
        if rows.len() < MIN_ROWS {
            return Err(ChoiceError::TooFewRows { target: column.name.clone(), rows: rows.len() });
        }
        let mut notes = target_notes(column, &rows, self.rows, &target);
        let (mut plans, mut unused) = (Vec::new(), Vec::new());
        for (index, column) in self.columns.iter().enumerate() {
            if index == choice.target || choice.leave_out.contains(&index) {
                continue;
            }
            match &column.values {
                Values::Unused(Unused::Constant(text)) if choice.keep_constants && text.parse::<f32>().is_ok() => {
                    let values = PlanValues::Constant(text.parse().unwrap_or_default());
                    plans.push(Plan { column: index, names: vec![column.name.clone()], values });
                }
                Values::Unused(why) => unused.push((index, why.clone())),
                Values::Numbers(numbers) => plans.push(Plan::number(index, column, &numbers.values)),
                Values::Categories(categories) => {
                    if categories.levels.len() > MAX_FEATURE_LEVELS {
                        notes.push(Note::Others { column: column.name.clone(), levels: categories.levels.len() });
                    }
                    plans.push(Plan::categories(index, column, categories, &rows));
                }
            }
        }
        let width: usize = plans.iter().map(|plan| plan.names.len()).sum();
        if width == 0 {
            return Err(ChoiceError::NoFeatures { columns: self.columns.len() });
        }
        if width > MAX_FEATURES {
            return Err(ChoiceError::TooManyFeatures { features: width });
        }
        if width.saturating_mul(rows.len()) > MAX_VALUES {
            return Err(ChoiceError::TooManyValues { rows: rows.len(), features: width });
        }
        let mut values = vec![0.0; width * rows.len()];
        let (mut features, mut first) = (Vec::new(), 0);
        for plan in plans {
            let missing = plan.fill(&mut values, width, first, &rows);
            first += plan.names.len();
            let column = plan.column;
            features.extend(plan.names.into_iter().map(|name| Feature { name, column, missing }));
        }
        Ok(Chosen { features, values, target, rows, unused, notes })
    }
}

/// The rows that have a target, and their targets.
fn target(column: &Column, task: Task) -> Result<(Vec<u32>, Target), ChoiceError> {
    let name = || column.name.clone();
    let (rows, target): (Vec<u32>, _) = match (&column.values, task) {
        (Values::Unused(Unused::Constant(value)), _) => {
            return Err(ChoiceError::OneValue { target: name(), value: value.clone() });
        }
        (Values::Unused(why), _) => return Err(ChoiceError::Unusable { target: name(), why: why.clone() }),
        (Values::Categories(categories), Task::Regression) => {
            let sample = categories.levels.first().cloned().unwrap_or_default();
            return Err(ChoiceError::NotNumbers { target: name(), sample });
        }
        (Values::Categories(Categories { levels, codes }), Task::Classification) => {
            if levels.len() > MAX_CLASSES {
                let classes = Some(levels.len());
                return Err(ChoiceError::TooManyClasses { target: name(), classes, is_numeric: false });
            }
            let present = (0..).zip(codes).filter(|(_, code)| **code != Categories::MISSING);
            let (rows, labels) = present.map(|(row, code): (u32, _)| (row, *code)).unzip();
            (rows, Target::Classes { labels, names: levels.clone() })
        }
        (Values::Numbers(numbers), Task::Classification) => {
            let Some(distinct) = &numbers.distinct else {
                return Err(ChoiceError::TooManyClasses { target: name(), classes: None, is_numeric: true });
            };
            let present = (0..).zip(&numbers.values).filter(|(_, value)| !value.is_nan());
            let label = |value: f32| distinct.partition_point(|other| *other < value) as u16;
            let (rows, labels) = present.map(|(row, value): (u32, _)| (row, label(*value))).unzip();
            (rows, Target::Classes { labels, names: distinct.iter().map(ToString::to_string).collect() })
        }
        (Values::Numbers(numbers), Task::Regression) => {
            let present = (0..).zip(&numbers.values).filter(|(_, value)| !value.is_nan());
            let (rows, values) = present.map(|(row, value): (u32, _)| (row, *value)).unzip();
            (rows, Target::Numbers(values))
        }
    };
    Ok((rows, target))
}

fn target_notes(column: &Column, rows: &[u32], all_rows: usize, target: &Target) -> Vec<Note> {
    let mut notes = Vec::new();
    if rows.len() < all_rows {
        notes.push(Note::NoTarget { column: column.name.clone(), rows: all_rows - rows.len() });
    }
    if let Target::Classes { labels, names } = target {
        let mut counts = vec![0_usize; names.len()];
        for label in labels {
            counts[usize::from(*label)] += 1;
        }
        let mut single = names.iter().zip(counts).filter(|(_, count)| *count == 1).map(|(name, _)| name);
        if let Some(sample) = single.next().cloned() {
            notes.push(Note::SingleRows { classes: 1 + single.count(), sample });
        }
    }
    notes
}

/// How a column becomes features.
struct Plan<'t> {
    column: usize,
    /// A name a feature.
    names: Vec<String>,
    values: PlanValues<'t>,
}

enum PlanValues<'t> {
    Numbers(&'t [f32]),
    Constant(f32),
    /// The feature of each category, from 0; `None` where all features are 0.
    Categories {
        codes: &'t [u16],
        feature_of: Vec<Option<usize>>,
    },
}

impl<'t> Plan<'t> {
    fn number(index: usize, column: &Column, values: &'t [f32]) -> Self {
        Self { column: index, names: vec![column.name.clone()], values: PlanValues::Numbers(values) }
    }

    fn categories(index: usize, column: &Column, categories: &'t Categories, rows: &[u32]) -> Self {
        let Categories { levels, codes } = categories;
        let name = |level: &str| format!("{} = {level}", column.name);
        let plan =
            |names, feature_of| Self { column: index, names, values: PlanValues::Categories { codes, feature_of } };
        if let [_, second] = levels.as_slice() {
            return plan(vec![name(second)], vec![None, Some(0)]);
        }
        if levels.len() <= MAX_FEATURE_LEVELS {
            return plan(levels.iter().map(|level| name(level)).collect(), (0..levels.len()).map(Some).collect());
        }
        let mut counts = vec![0_usize; levels.len()];
        for row in rows {
            // A missing category has no count.
            if let Some(count) = counts.get_mut(usize::from(codes[*row as usize])) {
                *count += 1;
            }
        }
        let mut frequent: Vec<usize> = (0..levels.len()).collect();
        frequent.sort_by_key(|level| (core::cmp::Reverse(counts[*level]), *level));
        frequent.truncate(MAX_FEATURE_LEVELS - 1);
        frequent.sort_unstable();
        let mut feature_of = vec![Some(frequent.len()); levels.len()];
        for (feature, level) in frequent.iter().enumerate() {
            feature_of[*level] = Some(feature);
        }
        let mut names: Vec<String> = frequent.iter().map(|level| name(&levels[*level])).collect();
        names.push(t!("{column}: other", column = column.name));
        plan(names, feature_of)
    }

    /// Writes the plan's features from the feature numbered `first` on, and counts the rows where they are missing.
    fn fill(&self, values: &mut [f32], width: usize, first: usize, rows: &[u32]) -> usize {
        let mut missing = 0;
        for (row, out) in rows.iter().zip(values.chunks_exact_mut(width)) {
            let out = &mut out[first..first + self.names.len()];
            match &self.values {
                PlanValues::Constant(value) => out[0] = *value,
                PlanValues::Numbers(numbers) => {
                    out[0] = numbers[*row as usize];
                    missing += usize::from(out[0].is_nan());
                }
                PlanValues::Categories { codes, feature_of } => match feature_of.get(usize::from(codes[*row as usize]))
                {
                    Some(Some(feature)) => out[*feature] = 1.0,
                    Some(None) => {}
                    None => {
                        out.fill(f32::NAN);
                        missing += 1;
                    }
                },
            }
        }
        missing
    }
}
