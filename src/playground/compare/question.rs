//! What the page asks about a comparison.

use super::variant::{Standing, Variant, standing, variants};
use super::{Change, MAX_VARIANTS, MIN_VARIANTS};
use crate::language::t;
use crate::playground::Document;
use serde_json::{Value, json};

/// The most repeats of each variant.
const MOST_REPEATS: u32 = 100;

/// `{"Document", "Parents", "Changes", "Repeats"}`: a playground document, the parents of its warm start, the names of
/// [changes](Change), and how often each variant is to be run, 1 to 100.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareQuestion {
    /// The document as it was sent.
    pub document: Document,
    /// What is known of its warm start's parents.
    pub parents: Vec<Value>,
    /// What is changed.
    pub changes: Vec<Change>,
    /// How often each variant is run.
    pub repeats: u32,
}

impl CompareQuestion {
    /// Reads a question; else says what is wrong with it.
    pub fn read(question: &Value) -> Result<Self, String> {
        let document = Document::from_json(question["Document"].clone()).map_err(|error| error.to_string())?;
        let parents = question["Parents"].as_array().cloned().unwrap_or_default();
        let names = question["Changes"].as_array().into_iter().flatten();
        let change = |name: &Value| {
            let name = name.as_str().unwrap_or_default();
            Change::find(name).ok_or_else(|| format!("{name:?} is no change"))
        };
        let changes = names.map(change).collect::<Result<Vec<_>, _>>()?;
        let repeats = question.get("Repeats").map_or(Some(1), Value::as_u64).and_then(|own| u32::try_from(own).ok());
        let repeats = repeats.filter(|repeats| (1..=MOST_REPEATS).contains(repeats));
        let repeats = repeats.ok_or_else(|| format!("Repeats must be 1 to {MOST_REPEATS}"))?;
        Ok(Self { document, parents, changes, repeats })
    }

    /// The variants and whether they can run; or why there is no comparison.
    pub fn variants(&self) -> Result<(Vec<Variant>, Vec<Standing>), String> {
        let combinations: usize = super::Dimension::ALL
            .iter()
            .map(|dimension| dimension.changes().filter(|change| self.changes.contains(change)).count().max(1))
            .product();
        // Not one by one what is far too many.
        if combinations > 4 * MAX_VARIANTS {
            return Err(too_many(combinations));
        }
        let variants = variants(&self.document, &self.changes);
        match variants.len() {
            ..MIN_VARIANTS => Err(t!("That is one variant: tick two or more in a row").to_owned()),
            MIN_VARIANTS..=MAX_VARIANTS => {
                let standing = standing(&self.document, &variants, &self.parents);
                Ok((variants, standing))
            }
            more => Err(too_many(more)),
        }
    }
}

fn too_many(variants: usize) -> String {
    t!("That makes {variants} variants; up to {most} can be compared", variants, most = MAX_VARIANTS)
}

/// The variants that a question makes: for each its `Label`, `Notes` and `Cannot`, why it does not run; or `Nothing`, why there is no
/// comparison.
pub fn variants_answer(question: &Value) -> Value {
    let made = CompareQuestion::read(question).and_then(|question| question.variants());
    match made {
        Err(why) => json!({ "Nothing": why }),
        Ok((variants, standing)) => {
            let told = |(variant, standing): (&Variant, &Standing)| {
                let cannot = standing.plan.as_ref().err().map(|why| why.join(" "));
                json!({ "Label": variant.label, "Notes": standing.notes, "Cannot": cannot })
            };
            json!({ "Variants": variants.iter().zip(&standing).map(told).collect::<Vec<_>>() })
        }
    }
}

#[cfg(test)]
mod tests;
