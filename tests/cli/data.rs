//! Data sets whose rows are in files: the shipped ones by name, and the user's own with `data` and `run --data`.

use crate::support::{DOCUMENT, file, run};
use serde_json::{Value, json};

/// The document with another data set and objective.
fn document(dataset: &Value, objective: (&str, &str)) -> String {
    let mut document: Value = serde_json::from_str(DOCUMENT).unwrap();
    document["Problem"]["Dataset"] = dataset.clone();
    let own = &mut document["Request"]["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"];
    *own = json!({ "Type": objective.0, "MetricName": objective.1 });
    let algorithm = &mut document["Request"]["TrainingJobDefinition"]["AlgorithmSpecification"];
    algorithm["MetricDefinitions"] = json!([{ "Name": objective.1, "Regex": format!("{}=([-+0-9.e]+)", objective.1) }]);
    document.to_string()
}

/// 60 rows with an identifier, a missing value and a price that is nearly three times the area.
fn houses() -> String {
    let row = |row: usize| {
        let area = if row == 7 { String::new() } else { format!("{}.5", row * 37 % 101) };
        format!("{row},{area},{},{}", ["north", "south"][row % 2], 3 * (row * 37 % 101) + 1000)
    };
    core::iter::once("id,area,side,price".to_owned()).chain((0..60).map(row)).collect::<Vec<_>>().join("\n")
}

#[test]
fn shipped_data_sets_run_by_their_names() {
    for (name, objective) in [
        ("digits", ("Maximize", "validation:accuracy")),
        ("breast-cancer", ("Maximize", "validation:accuracy")),
        ("wine", ("Maximize", "validation:accuracy")),
        ("airfoil-self-noise", ("Minimize", "validation:rmse")),
    ] {
        let path = file(&format!("{name}.json"), document(&json!({ "Name": name }), objective));
        let ended = run(&["run", &path], "");
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{name}");
        let answer = ended.json();
        assert_eq!(answer["HyperParameterTuningJobStatus"], "Completed");
        let best = &answer["BestTrainingJob"]["FinalHyperParameterTuningJobObjectiveMetric"];
        let value = best["Value"].as_f64().unwrap();
        // Better than guessing by far: the best guess of the noise is wrong by 6.9 decibels.
        assert!(if objective.0 == "Maximize" { value > 0.6 } else { value < 6.5 }, "{name}: {value}");
    }
}

#[test]
fn a_file_of_ones_own_is_described_and_then_run() {
    let path = file("houses.csv", houses());
    let described = run(&["data", &path, "--leave-out", "side"], "");
    assert_eq!(described.code, Some(0), "{}", described.err);
    assert!(described.err.contains("“area”") && described.err.contains("median"), "{}", described.err);
    let dataset = described.json();
    let own = &dataset["File"];
    assert_eq!(
        (&dataset["Name"], &own["Name"], &own["Target"]),
        (&json!("file"), &json!("houses.csv"), &json!("price"))
    );
    assert_eq!((&own["Rows"], &own["Features"], &own["Classes"]), (&json!(60), &json!(2), &Value::Null));

    let document = file("houses.json", document(&dataset, ("Minimize", "validation:rmse")));
    let ended = run(&["run", &document, "--data", &path], "");
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    assert_eq!(ended.json()["HyperParameterTuningJobStatus"], "Completed");

    let without = run(&["run", &document], "");
    assert_eq!(without.code, Some(1));
    assert!(without.err.contains("houses.csv") && without.err.contains("--data FILE"), "{}", without.err);
    // Another file with the same columns runs, and is said to be another; one without them does not.
    let other = file("more-houses.csv", houses().replace("1000", "1001"));
    let ended = run(&["run", &document, "--data", &other], "");
    assert!(ended.code == Some(0) && ended.err.contains("is not the file"), "{}", ended.err);
    let strange = run(&["run", &document, "--data", &file("strange.csv", "a,b\n1,2\n3,4\n")], "");
    assert!(strange.code == Some(1) && strange.err.contains("no column named \"price\""), "{}", strange.err);
}

#[test]
fn a_target_is_chosen_by_name_and_as_what() {
    let path = file("sides.csv", houses());
    let side = run(&["data", &path, "--target", "side"], "").json();
    assert_eq!((&side["File"]["Classes"], &side["File"]["Features"]), (&json!(2), &json!(2)));
    for (arguments, code, part) in [
        (vec!["data", &path, "--target", "rent"], 1, "no column named \"rent\""),
        (vec!["data", &path, "--target", "side", "--as", "number"], 1, "side"),
        (vec!["data", &path, "--as", "colour"], 2, "class or number"),
        (vec!["data"], 2, "the file is missing"),
    ] {
        let ended = run(&arguments, "");
        assert!(ended.code == Some(code) && ended.err.contains(part), "{arguments:?}: {}", ended.err);
    }
}
