//! Warm start on the command line: one tuning job's answer is the next one's parent.

use super::support::{Ended, file, run};
use serde_json::{Value, json};

const GOLDEN: &str = include_str!("../golden/bayesian.json");

fn child(kind: &str) -> Value {
    let mut document: Value = serde_json::from_str(GOLDEN).unwrap();
    document["Request"]["HyperParameterTuningJobName"] = json!("child");
    document["Request"]["HyperParameterTuningJobConfig"]["ResourceLimits"]["MaxNumberOfTrainingJobs"] = json!(8);
    let parents = json!([{ "HyperParameterTuningJobName": "bayesian" }]);
    document["Request"]["WarmStartConfig"] =
        json!({ "ParentHyperParameterTuningJobs": parents, "WarmStartType": kind });
    document
}

fn best(answer: &Value, member: &str) -> f64 {
    answer[member]["FinalHyperParameterTuningJobObjectiveMetric"]["Value"].as_f64().unwrap()
}

fn answer(ended: &Ended) -> Value {
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    ended.json()
}

#[test]
fn a_child_learns_from_what_its_parent_printed() {
    let printed = answer(&run(&["run", "-", "--training-jobs"], GOLDEN));
    assert_eq!(printed["TrainingJobSummaries"].as_array().unwrap().len(), 24);
    let parent = file("warm-parent.json", printed.to_string());
    let document = child("IdenticalDataAndAlgorithm").to_string();
    let with = run(&["run", "-", "--parent", &parent], document.as_str());
    let warm = answer(&with);
    let overall = best(&warm, "OverallBestTrainingJob");
    assert_eq!(overall, best(&warm, "BestTrainingJob").min(best(&printed, "BestTrainingJob")));
    assert!(!with.err.contains("not known") && !with.err.contains("goes on without"), "{}", with.err);
    assert!(warm.get("TrainingJobSummaries").is_none());

    // Without it the run is another one, and says so.
    let without = run(&["run", "-"], document.as_str());
    assert_ne!(answer(&without)["BestTrainingJob"], warm["BestTrainingJob"]);
    assert!(without.err.contains("nothing is known of bayesian here"), "{}", without.err);
    let transfer = run(&["run", "-", "--parent", &parent], child("TransferLearning").to_string());
    assert!(answer(&transfer).get("OverallBestTrainingJob").is_none());
}

#[test]
fn a_parent_can_come_as_aws_answers_and_what_is_none_is_refused() {
    let printed = answer(&run(&["run", "-", "--training-jobs"], GOLDEN));
    let mut describe = printed.clone();
    let list = json!({ "TrainingJobSummaries": describe["TrainingJobSummaries"].take() });
    describe.as_object_mut().unwrap().remove("TrainingJobSummaries");
    // Times as AWS has them; Describe and the list one after the other, as its command line prints them.
    let (together, apart) =
        (file("parent-1.json", printed.to_string()), file("parent-2.json", format!("{describe}\n{list}")));
    let document = child("TransferLearning").to_string();
    let outs = [&together, &apart].map(|parent| run(&["run", "-", "--parent", parent], document.as_str()).out);
    assert_eq!(outs[0], outs[1]);
    let request = file("parent-3.json", GOLDEN);
    let refused = run(&["run", "-", "--parent", &request], document.as_str());
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("no training job is in it"), "{}", refused.err);
    assert_eq!(run(&["run", "-", "--parent", "-"], document.as_str()).code, Some(2));
}
