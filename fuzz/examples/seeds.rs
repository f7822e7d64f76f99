//! Writes what libFuzzer begins with: `corpus`, the seeds of each target, and `words.dict`, the words of AWS's model.

use std::fs;
use std::path::Path;
use tuneground::playground::Document;
use tuneground::sagemaker::{Member, Shape, Wire as _};
use tuneground_fuzz::TARGETS;
use tuneground_fuzz::seeds::seeds;

fn main() -> std::io::Result<()> {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    for target in TARGETS {
        let folder = fuzz.join("corpus").join(target.name);
        fs::create_dir_all(&folder)?;
        for (index, seed) in seeds(target.name).iter().enumerate() {
            fs::write(folder.join(format!("seed-{index}")), seed)?;
        }
    }
    let words: Vec<String> = words().iter().map(|word| format!("\"{word}\"\n")).collect();
    fs::write(fuzz.join("words.dict"), words.concat())
}

/// Words that texts of these kinds have: the members of AWS's model and of the document, and their values.
fn words() -> Vec<String> {
    let mut words = Vec::new();
    collect(Document::SHAPE, &mut words);
    words.extend(
        ["Describe", "Pages", "TrainingJobSummaries", "TrainingJobName", "CreationTime", "Tell"].map(str::to_owned),
    );
    words.sort();
    words.dedup();
    words
}

fn collect(shape: Shape, words: &mut Vec<String>) {
    match shape {
        Shape::Object(members) => {
            for Member { name, shape, .. } in members {
                words.push((*name).to_owned());
                collect(*shape, words);
            }
        }
        Shape::List(item, ..) => collect(*item, words),
        Shape::Choice(values) => words.extend(values.iter().map(|&value| value.to_owned())),
        _ => {}
    }
}
