//! `check-log`: what AWS would read from a log.

use crate::support::{document, file, run};
use serde_json::json;

fn request(name: &str, regex: &str) -> String {
    let mut document = document();
    document["Request"]["TrainingJobDefinition"]["AlgorithmSpecification"]["MetricDefinitions"] =
        json!([{ "Name": "validation:loss", "Regex": regex }]);
    file(name, document["Request"].to_string())
}

#[test]
fn a_log_is_read_as_aws_reads_it() {
    let mut log = b"epoch=1; validation:loss=0.5;\r\n\xff not text\nepoch=2; validation:loss=9.9e-05;\n".to_vec();
    let good = request("log-good.json", r"validation:loss=([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)");
    let ended = run(&["check-log", "-", "--metrics", &good], log.clone());
    let line = "validation:loss  2 values; final 9.9e-05 in line 3, least 9.9e-05 in line 3, greatest 0.5 in line 1\n";
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (Some(0), line, ""));

    let cuts = request("log-cuts.json", r"validation:loss=([0-9\.]+)");
    let ended = run(&["check-log", "-", "--metrics", &cuts], log.clone());
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.out.contains("final 9.9 in line 3") && ended.out.contains("  error  the number goes on"),
        "{}",
        ended.out
    );

    log.extend_from_slice(b"10%\rdone");
    let never = request("log-never.json", "Validation:Loss=(.*);");
    let path = file("log.txt", log);
    let ended = run(&["check-log", &path, "--metrics", &never], "");
    assert_eq!(ended.code, Some(1));
    let words =
        ["validation:loss  no value\n", "  error  no line matches", "  hint  line 1 matches but", "note  a carriage"];
    assert!(words.iter().all(|words| ended.out.contains(words)), "{}", ended.out);

    let looks = request("log-looks.json", "(?<=validation:loss=)(.*)");
    let ended = run(&["check-log", &path, "--metrics", &looks], "");
    assert!(ended.code == Some(1) && ended.out.contains("may work at AWS"), "{}", ended.out);
}

#[test]
fn what_cannot_be_read_is_status_1() {
    let good = request("log-request.json", "loss=(.*);");
    let ended = run(&["check-log", "no-such-log.txt", "--metrics", &good], "");
    assert!(ended.code == Some(1) && ended.err.starts_with("tuneground: no-such-log.txt: "), "{}", ended.err);
    let mut without = document();
    let definition = &mut without["Request"]["TrainingJobDefinition"]["AlgorithmSpecification"];
    definition.as_object_mut().unwrap().remove("MetricDefinitions");
    let without = file("log-without.json", without.to_string());
    let ended = run(&["check-log", "-", "--metrics", &without], "");
    assert!(ended.code == Some(1) && ended.err.contains("no MetricDefinitions"), "{}", ended.err);
}
