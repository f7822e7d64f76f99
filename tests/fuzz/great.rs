//! Large texts. Nothing is timed here: what takes time out of proportion to a text of this size does not come to an end.

use crate::targets::Target;
use crate::times;
use serde_json::{Map, Value, json};
use tuneground::export::{Format, export};
use tuneground::playground::{Document, form, imported_job, read_document, validate};
use tuneground::sagemaker::{Shape, Wire as _, locate, parse_text};

/// Bytes of a text that is made great: as many as are read at all, less some for what is around, by whoever has time.
fn size() -> usize {
    if times() > 1 { (1 << 20) - (8 << 10) } else { 128 << 10 }
}

/// A step down into a document; to the first item of a list, to a member of an object.
#[derive(Clone, Copy, Debug)]
enum Step {
    Item,
    Member(&'static str),
}

/// Every place of the document where something can be great: what it is, and the way there.
fn places(shape: Shape, way: &[Step], found: &mut Vec<(Vec<Step>, Shape)>) {
    let then = |step: Step| [way, &[step]].concat();
    match shape {
        Shape::Object(members) => {
            for member in members {
                places(member.shape, &then(Step::Member(member.name)), found);
            }
        }
        Shape::List(item, ..) => places(*item, &then(Step::Item), found),
        _ => {}
    }
    if matches!(shape, Shape::Object(_) | Shape::List(..) | Shape::TextMap(_) | Shape::Text(_)) {
        found.push((way.to_vec(), shape));
    }
}

/// What the model requires, each text with this number in it.
fn required(shape: Shape, number: usize) -> Value {
    match shape {
        Shape::Text(_) => json!(number.to_string()),
        Shape::Choice(values) => json!(values.first().unwrap_or(&"")),
        Shape::Whole(..) | Shape::Real => json!(1),
        Shape::Flag => json!(true),
        Shape::List(..) => json!([]),
        Shape::TextMap(_) => json!({}),
        Shape::Object(members) => {
            let own = members.iter().filter(|member| member.required);
            Value::Object(own.map(|member| (member.name.to_owned(), required(member.shape, number))).collect())
        }
    }
}

/// A value of a shape with a part in it.
fn around(shape: Shape, way: &[Step], part: Value) -> Value {
    let Some((step, rest)) = way.split_first() else { return part };
    let mut value = required(shape, 1);
    match (step, shape, &mut value) {
        (Step::Item, Shape::List(item, ..), Value::Array(items)) => items.push(around(*item, rest, part)),
        (Step::Member(name), Shape::Object(members), Value::Object(map)) => {
            let member = members.iter().find(|member| member.name == *name).unwrap();
            map.insert((*name).to_owned(), around(member.shape, rest, part));
        }
        _ => unreachable!("the way leads through the shape"),
    }
    value
}

/// As much as fits, all the same or all different.
fn great(shape: Shape, is_same: bool) -> Value {
    let number = |index: usize| if is_same { 7 } else { index };
    let count = |one: Value| size() / (one.to_string().len() + 1);
    match shape {
        Shape::List(item, ..) => {
            let count = count(required(*item, 999_999));
            (0..count).map(|index| required(*item, number(index))).collect()
        }
        Shape::Text(_) => json!("a".repeat(size())),
        _ => {
            let mut members: Map<String, Value> = required(shape, 1).as_object().cloned().unwrap_or_default();
            members.extend((0..size() / 12).map(|index| (format!("n{index}"), json!(""))));
            Value::Object(members)
        }
    }
}

/// All that looks at a document as a whole, once.
fn try_document(text: &str) {
    let value = parse_text(text).unwrap();
    let issues = validate(&value, &[value.get("Request").cloned().unwrap_or_default()]);
    let paths: Vec<&str> = issues.iter().map(|issue| issue.path.as_str()).collect();
    assert_eq!(locate(text, &paths).len(), issues.len());
    let Ok(document) = read_document(text) else { return };
    let _ = (form::rows(&document), form::combinations(&document));
    for format in Format::ALL {
        assert!(!export(&document.request, format).is_empty());
    }
}

#[test]
fn every_list_and_map_of_the_document() {
    let mut found = Vec::new();
    places(Document::SHAPE, &[], &mut found);
    assert!(found.len() > 150, "{} places", found.len());
    for (way, shape) in found {
        // Several definitions are as one is; and whoever has time may see what else there is.
        let is_of_several = matches!(way.as_slice(), [_, Step::Member("TrainingJobDefinitions"), _, ..]);
        let is_usual = matches!(shape, Shape::List(..) | Shape::TextMap(_)) && !is_of_several;
        for is_same in [false, true].into_iter().filter(|is_same| times() > 1 || (is_usual && !is_same)) {
            try_document(&around(Document::SHAPE, &way, great(shape, is_same)).to_string());
        }
    }
}

#[test]
fn great_and_deep_and_doubled() {
    for text in [
        "[".repeat(1 << 20),
        "{\"a\":".repeat(150_000),
        format!("a: {}", "[".repeat(1 << 19)),
        "- ".repeat(1 << 19),
        "a:\n ".repeat(1000),
        "? ".repeat(1 << 19),
        format!("a: {}", "\"\\x41\" ".repeat(1 << 17)),
        format!("a:\n{}", " - b: &c [*c]\n".repeat(50_000)),
        format!("a: {}", "*a ".repeat(100_000)),
        format!("a: |\n{}", " \n".repeat(400_000)),
        format!("# {}", "#".repeat((1 << 20) - 2)),
        "--- a: b\n".repeat(100_000),
        format!("{{{}}}", vec!["\"a\":1"; 100_000].join(",")),
        format!("{{{}}}", (0..80_000).map(|index| format!("\"n{index}\":1")).collect::<Vec<_>>().join(",")),
        format!("a: {{{}}}", (0..60_000).map(|index| format!("n{index}: 1")).collect::<Vec<_>>().join(", ")),
        "a: &a [1]\nb: &b [*a,*a]\nc: &c [*b,*b]\n".to_owned(),
        "\u{feff}{\"HyperParameterTuningJobName\":\"\\ud800\"}".to_owned(),
        "\0".repeat(1 << 20),
        "\u{202e}".repeat(1 << 18),
        " ".repeat(10 << 20),
    ] {
        for target in ["request", "yaml", "document", "validate", "export", "imported", "operations"] {
            (Target::of(target).check)(&text);
        }
        let paths = ["HyperParameterTuningJobConfig.ResourceLimits", "Tags[0].Key", "A[\"a.b\"]"];
        assert_eq!(locate(&text, &paths).len(), 3);
        // Each of the form's fields takes it, and writes the whole document.
        let typed = &text[..text.floor_char_boundary(8 << 10)];
        (Target::of("fields").check)(typed);
        (Target::of("patterns").check)(typed);
    }
}

#[test]
fn a_great_list_of_training_jobs() {
    let job = |index: usize| {
        json!({
            "TrainingJobName": format!("job-{index:03}-00000000"), "TrainingJobStatus": "Completed", "CreationTime": index,
            "TunedHyperParameters": { "a": index.to_string(), "b": format!("v{index}"), format!("n{}", index % 30): "1" },
            "FinalHyperParameterTuningJobObjectiveMetric": { "MetricName": "m", "Value": index },
        })
    };
    let mut jobs: Vec<Value> = Vec::new();
    let mut bytes = 0;
    while bytes < (1 << 20) - 1000 {
        let job = job(jobs.len());
        bytes += job.to_string().len() + 1;
        jobs.push(job);
    }
    assert!(imported_job(&Value::Null, &jobs).is_ok());
    (Target::of("imported").check)(&json!({ "Pages": jobs }).to_string());
}

#[test]
fn great_logs_and_lines() {
    let regex = "(?:a|b|ab)*c(x*)";
    for log in [
        "ab".repeat(30_000),
        "\n".repeat(1 << 20),
        "\r".repeat(1 << 20),
        "epoch".repeat(60_000),
        "Epoch 1 loss=0.5 ".repeat(20_000),
        "abcx\n".repeat(30_000),
    ] {
        (Target::of("training_log").check)(&format!("{regex}\nloss=([0-9.]+)\n\n{log}"));
    }
    for line in [
        format!("{{\"Tell\":{}", "[".repeat(1 << 20)),
        "NaN".repeat(300_000),
        "\\".repeat(1 << 20),
        "\"".repeat(1 << 20),
        "{}\n".repeat(200_000),
        "{\"Time\":0,\"Event\":\"TuningJobStopping\"}\n".repeat(20_000),
        "{\"Reports\":[[1,2,{\"Epoch\":[]}]]}\n".repeat(20_000),
        "a=1\n".repeat(200_000),
    ] {
        (Target::of("ask_tell").check)(&line);
        (Target::of("protocol").check)(&line);
        (Target::of("hyperparameters").check)(&line);
    }
}

#[test]
fn great_tables() {
    for part in [
        ",",
        "\n",
        "\r",
        "\"",
        "\"\"",
        "\"\n",
        " ",
        "1 ",
        "1,",
        "1,\n",
        ",\n",
        "a;b\n",
        "-\n",
        "1.1.1\n",
        "\u{e9}\n",
        "v,\"x\n\"\n",
    ] {
        (Target::of("csv").check)(&part.repeat(size() / part.len()));
    }
    let distinct: Vec<String> = (0..20_000).map(|row| format!("{row},t{row},{}\n", row % 600)).collect();
    (Target::of("csv").check)(&distinct.concat());
    (Target::of("csv").check)(&format!("{}\n{}\n", vec!["a"; 1000].join(","), vec!["1"; 1000].join(",")));
}
