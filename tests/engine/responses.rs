//! AWS's answers about tuning jobs that ran here.

use serde_json::{Value, json};
use tuneground::playground::{Document, Objective, Plan, check_with_parents};
use tuneground::sagemaker::Request;
use tuneground::sagemaker::responses::{Account, ApiErrorKind, TuningJobRecord};
use tuneground::simulate::{Outcome, Pause};
use tuneground::tuning_job::TuningJob;

/// The members of AWS's service model (botocore 1.43, 2017-07-24), those of features that the page does not have left
/// out.
mod members {
    pub(super) const DESCRIBE: &str = "HyperParameterTuningJobName HyperParameterTuningJobArn HyperParameterTuningJobConfig \
        TrainingJobDefinition TrainingJobDefinitions HyperParameterTuningJobStatus CreationTime \
        HyperParameterTuningEndTime LastModifiedTime TrainingJobStatusCounters ObjectiveStatusCounters BestTrainingJob \
        OverallBestTrainingJob WarmStartConfig Autotune FailureReason TuningJobCompletionDetails ConsumedResources";
    pub(super) const TUNING_JOB_SUMMARY: &str = "HyperParameterTuningJobName HyperParameterTuningJobArn \
        HyperParameterTuningJobStatus Strategy CreationTime HyperParameterTuningEndTime LastModifiedTime \
        TrainingJobStatusCounters ObjectiveStatusCounters ResourceLimits";
    pub(super) const TRAINING_JOB_SUMMARY: &str = "TrainingJobDefinitionName TrainingJobName TrainingJobArn TuningJobName \
        CreationTime TrainingStartTime TrainingEndTime TrainingJobStatus TunedHyperParameters FailureReason \
        FinalHyperParameterTuningJobObjectiveMetric ObjectiveStatus";
    pub(super) const TRAINING_JOB: &str = "TrainingJobName TrainingJobArn TuningJobArn ModelArtifacts TrainingJobStatus \
        SecondaryStatus FailureReason HyperParameters AlgorithmSpecification RoleArn InputDataConfig OutputDataConfig \
        ResourceConfig VpcConfig StoppingCondition CreationTime TrainingStartTime TrainingEndTime LastModifiedTime \
        SecondaryStatusTransitions FinalMetricDataList EnableNetworkIsolation EnableInterContainerTrafficEncryption \
        EnableManagedSpotTraining CheckpointConfig TrainingTimeInSeconds BillableTimeInSeconds Environment RetryStrategy";
}

#[track_caller]
fn has_only(answer: &Value, members: &str) {
    for name in answer.as_object().unwrap().keys() {
        assert!(members.split_whitespace().any(|member| member == name), "AWS has no member {name}");
    }
}

pub(crate) fn request(name: &str, early_stopping: &str) -> Value {
    json!({
        "HyperParameterTuningJobName": name,
        "HyperParameterTuningJobConfig": {
            "Strategy": "Random",
            "HyperParameterTuningJobObjective": { "Type": "Maximize", "MetricName": "validation:f1" },
            "ResourceLimits": { "MaxNumberOfTrainingJobs": 5, "MaxParallelTrainingJobs": 1 },
            "ParameterRanges": { "CategoricalParameterRanges": [{ "Name": "p", "Values": ["1", "2", "3", "4", "5"] }] },
            "TrainingJobEarlyStoppingType": early_stopping,
        },
        "TrainingJobDefinition": {
            "DefinitionName": "mine",
            "StaticHyperParameters": { "epochs": "2" },
            "AlgorithmSpecification": { "TrainingImage": "image", "TrainingInputMode": "File" },
            "RoleArn": "arn:aws:iam::123456789012:role/SageMakerRole",
            "OutputDataConfig": { "S3OutputPath": "s3://amzn-s3-demo-bucket/out/" },
            "ResourceConfig": { "InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10 },
            "StoppingCondition": { "MaxRuntimeInSeconds": 3600 },
            "Environment": { "A": "b" },
        },
        "Tags": [{ "Key": "team", "Value": "search" }],
    })
}

/// Job 1 completes with 0.5, job 2 with 0.75, job 3 is stopped early at 0.25, job 4 fails, job 5 completes with 0.625; up
/// to `until`.
pub(crate) fn ran(request: &Value, until: f64) -> (Request, TuningJob) {
    let (document, _, job) = ran_with(request, until, &[]);
    (document.request, job)
}

/// The same with what is known of the warm start's parents.
pub(crate) fn ran_with(request: &Value, until: f64, parents: &[Value]) -> (Document, Plan, TuningJob) {
    let document = json!({
        "Request": request,
        "Problem": { "Clock": { "StartupSeconds": 10, "SecondsPerEpoch": 20.25 } },
        "Settings": { "EarlyStopping": { "MinCompletedJobs": 2 } },
    });
    let document = Document::from_json(document).unwrap();
    let plan = check_with_parents(&document, Objective::External, parents).plan.unwrap();
    let mut simulation = plan.start();
    while let Pause::Waiting { job, .. } = simulation.advance(until, usize::MAX) {
        let epoch = simulation.missing(job).unwrap().supplied_epochs as usize;
        let values = [[0.25, 0.5], [0.5, 0.75], [0.25, 0.25], [0.75, 0.0], [0.5, 0.625]][job.index()];
        let outcome = match (job.0, epoch) {
            (4, 1) => Outcome::Failed("AlgorithmError: out of memory".into()),
            _ => Outcome::Epoch(vec![values[epoch]]),
        };
        simulation.supply(job, outcome);
    }
    (document, plan, simulation.into_job())
}

pub(crate) fn account(jobs: &[(Request, TuningJob)]) -> Account<'_> {
    jobs.iter().map(|(request, job)| TuningJobRecord::of(request, job, 10.0)).collect()
}

pub(crate) fn one(name: &str) -> Value {
    json!({ "HyperParameterTuningJobName": name })
}

#[test]
fn describe_of_a_completed_tuning_job() {
    let request = request("Mixed-Case", "Auto");
    let jobs = [ran(&request, f64::INFINITY)];
    let answer = account(&jobs).call("describeHyperParameterTuningJob", &one("mixed-CASE")).unwrap();
    has_only(&answer, members::DESCRIBE);
    assert_eq!(answer["HyperParameterTuningJobConfig"], request["HyperParameterTuningJobConfig"]);
    let mut definition = request["TrainingJobDefinition"].clone();
    definition["StaticHyperParameters"]["_tuning_objective_metric"] = json!("validation:f1");
    assert_eq!(answer["TrainingJobDefinition"], definition, "as AWS gives it back");
    let best = &answer["BestTrainingJob"];
    has_only(best, members::TRAINING_JOB_SUMMARY);
    let name = best["TrainingJobName"].as_str().unwrap().to_owned();
    assert!(name.starts_with("Mixed-Case-002-"), "{name}");
    assert_eq!(
        best["TrainingJobArn"],
        format!("arn:aws:sagemaker:us-east-1:000000000000:training-job/{}", name.to_lowercase())
    );
    assert_eq!((&best["TrainingStartTime"], &best["TrainingEndTime"]), (&json!(50.5), &json!(101.0)));
    assert_eq!(best["TrainingJobDefinitionName"], "mine");
    let metric = json!({ "Type": "Maximize", "MetricName": "validation:f1", "Value": 0.75 });
    assert_eq!(best["FinalHyperParameterTuningJobObjectiveMetric"], metric);
    let rest: Value = [
        "HyperParameterTuningJobName",
        "HyperParameterTuningJobArn",
        "HyperParameterTuningJobStatus",
        "CreationTime",
        "HyperParameterTuningEndTime",
        "LastModifiedTime",
        "TrainingJobStatusCounters",
        "ObjectiveStatusCounters",
        "TuningJobCompletionDetails",
        "ConsumedResources",
    ]
    .into_iter()
    .map(|member| (member.to_owned(), answer[member].clone()))
    .collect();
    assert_eq!(
        rest,
        json!({
            "HyperParameterTuningJobName": "Mixed-Case",
            "HyperParameterTuningJobArn": "arn:aws:sagemaker:us-east-1:000000000000:hyper-parameter-tuning-job/mixed-case",
            "HyperParameterTuningJobStatus": "Completed",
            "CreationTime": 0.0,
            "HyperParameterTuningEndTime": 232.25,
            "LastModifiedTime": 232.25,
            "TrainingJobStatusCounters":
                { "Completed": 3, "InProgress": 0, "RetryableError": 0, "NonRetryableError": 1, "Stopped": 1 },
            "ObjectiveStatusCounters": { "Succeeded": 4, "Pending": 0, "Failed": 1 },
            "TuningJobCompletionDetails": { "NumberOfTrainingJobsObjectiveNotImproving": 3 },
            "ConsumedResources": { "RuntimeInSeconds": 232 },
        })
    );
}

#[test]
fn describe_of_a_tuning_job_in_progress() {
    let jobs = [ran(&request("a", "Off"), 40.0)];
    let account = account(&jobs);
    let answer = account.call("describeHyperParameterTuningJob", &one("a")).unwrap();
    assert_eq!(answer["HyperParameterTuningJobStatus"], "InProgress");
    assert!(answer.get("HyperParameterTuningEndTime").is_none() && answer.get("BestTrainingJob").is_none());
    assert_eq!(answer["ObjectiveStatusCounters"], json!({ "Succeeded": 0, "Pending": 1, "Failed": 0 }));
    let list = account.call("listTrainingJobsForHyperParameterTuningJob", &one("a")).unwrap();
    let summary = &list["TrainingJobSummaries"][0];
    assert_eq!((&summary["TrainingJobStatus"], &summary["ObjectiveStatus"]), (&json!("InProgress"), &json!("Pending")));
    let name = json!({ "TrainingJobName": summary["TrainingJobName"] });
    let job = account.call("describeTrainingJob", &name).unwrap();
    assert_eq!((&job["SecondaryStatus"], &job["LastModifiedTime"]), (&json!("Training"), &json!(10.0)));
    assert!(job.get("BillableTimeInSeconds").is_none() && job.get("TrainingEndTime").is_none());
}

#[test]
fn describe_of_training_jobs() {
    let jobs = [ran(&request("a", "Auto"), f64::INFINITY)];
    let account = account(&jobs);
    let list = account.call("listTrainingJobsForHyperParameterTuningJob", &one("a")).unwrap();
    let describe = |number: usize| {
        let name = list["TrainingJobSummaries"][number - 1]["TrainingJobName"].as_str().unwrap();
        let answer = account.call("describeTrainingJob", &json!({ "TrainingJobName": name.to_uppercase() })).unwrap();
        has_only(&answer, members::TRAINING_JOB);
        assert_eq!(answer["TrainingJobName"], name);
        answer
    };
    let second = describe(2);
    let tuned = list["TrainingJobSummaries"][1]["TunedHyperParameters"]["p"].clone();
    let hyperparameters = json!({ "epochs": "2", "_tuning_objective_metric": "validation:f1", "p": tuned });
    assert_eq!(second["HyperParameters"], hyperparameters);
    let metrics = json!([{ "MetricName": "validation:f1", "Value": 0.75, "Timestamp": 101.0 }]);
    assert_eq!(second["FinalMetricDataList"], metrics);
    assert_eq!((&second["TrainingTimeInSeconds"], &second["BillableTimeInSeconds"]), (&json!(51), &json!(51)));
    assert_eq!((&second["TrainingJobStatus"], &second["SecondaryStatus"]), (&json!("Completed"), &json!("Completed")));
    assert_eq!(second["AlgorithmSpecification"]["TrainingImage"], "image");
    assert_eq!(second["ResourceConfig"]["InstanceType"], "ml.m5.large");
    let model =
        format!("s3://amzn-s3-demo-bucket/out/{}/output/model.tar.gz", second["TrainingJobName"].as_str().unwrap());
    assert_eq!(second["ModelArtifacts"]["S3ModelArtifacts"], model);
    assert_eq!(describe(3)["SecondaryStatus"], "Stopped");
    let fourth = describe(4);
    assert_eq!(
        (&fourth["SecondaryStatus"], &fourth["FailureReason"]),
        (&json!("Failed"), &json!("AlgorithmError: out of memory"))
    );
}

#[test]
fn training_jobs_by_pages_filters_and_orders() {
    let jobs = [ran(&request("a", "Auto"), f64::INFINITY)];
    let account = account(&jobs);
    let numbers = |members: Value| {
        let mut request = one("a");
        request.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        let answer = account.call("listTrainingJobsForHyperParameterTuningJob", &request).unwrap();
        let number = |summary: &Value| summary["TrainingJobName"].as_str().unwrap()[2..5].parse::<u32>().unwrap();
        let list = answer["TrainingJobSummaries"].as_array().unwrap();
        for summary in list {
            has_only(summary, members::TRAINING_JOB_SUMMARY);
        }
        (list.iter().map(number).collect::<Vec<_>>(), answer["NextToken"].as_str().map(str::to_owned))
    };
    assert_eq!(numbers(json!({})), (vec![1, 2, 3, 4, 5], None));
    assert_eq!(numbers(json!({ "SortBy": "CreationTime", "SortOrder": "Descending" })).0, [5, 4, 3, 2, 1]);
    assert_eq!(numbers(json!({ "SortBy": "Status" })).0, [1, 2, 5, 4, 3]);
    assert_eq!(numbers(json!({ "StatusEquals": "Completed" })).0, [1, 2, 5]);
    assert_eq!(numbers(json!({ "StatusEquals": "Deleting" })).0, [0; 0]);
    let by_value = json!({ "SortBy": "FinalObjectiveMetricValue", "SortOrder": "Descending" });
    assert_eq!(numbers(by_value).0, [2, 5, 1, 3], "a job without an objective is not listed");
    let (first, token) = numbers(json!({ "MaxResults": 2 }));
    assert_eq!(first, [1, 2]);
    let (second, token) = numbers(json!({ "MaxResults": 2, "NextToken": token }));
    assert_eq!(second, [3, 4]);
    assert_eq!(numbers(json!({ "MaxResults": 2, "NextToken": token })), (vec![5], None));
    assert_eq!(numbers(json!({ "NextToken": "99" })), (vec![], None));
}

#[test]
fn tuning_jobs_by_filters_and_orders() {
    let jobs =
        [("zeta-1", 10.0), ("alpha-1", 1e9), ("beta", 40.0)].map(|(name, until)| ran(&request(name, "Off"), until));
    let account = account(&jobs);
    let names = |request: Value| {
        let answer = account.call("listHyperParameterTuningJobs", &request).unwrap();
        let list = answer["HyperParameterTuningJobSummaries"].as_array().unwrap();
        for summary in list {
            has_only(summary, members::TUNING_JOB_SUMMARY);
        }
        let name = |summary: &Value| summary["HyperParameterTuningJobName"].as_str().unwrap().to_owned();
        (list.iter().map(name).collect::<Vec<_>>().join(" "), answer["NextToken"].as_str().map(str::to_owned))
    };
    assert_eq!(names(json!({})), ("alpha-1 beta zeta-1".into(), None));
    assert_eq!(names(json!({ "SortBy": "CreationTime", "SortOrder": "Descending" })).0, "beta alpha-1 zeta-1");
    assert_eq!(names(json!({ "SortBy": "Status" })).0, "alpha-1 zeta-1 beta");
    assert_eq!(names(json!({ "NameContains": "-1" })).0, "alpha-1 zeta-1");
    assert_eq!(names(json!({ "StatusEquals": "InProgress", "MaxResults": 1 })), ("beta".into(), Some("1".into())));
    assert_eq!(names(json!({ "LastModifiedTimeAfter": 30 })).0, "alpha-1 beta");
    assert_eq!(names(json!({ "CreationTimeBefore": 0 })).0, "");
}

#[test]
fn wrong_requests_say_what_would_be_right() {
    let jobs = [ran(&request("a", "Off"), 10.0)];
    let account = account(&jobs);
    let list = "listTrainingJobsForHyperParameterTuningJob";
    let with = |member: &str, value: Value| {
        let mut request = one("a");
        request[member] = value;
        request
    };
    for (operation, request, parts) in [
        ("describeHyperParameterTuningJob", json!({}), vec!["HyperParameterTuningJobName is missing"]),
        ("describeHyperParameterTuningJob", json!({ "hyperParameterTuningJobName": "a" }), vec!["rename it"]),
        (
            "describeHyperParameterTuningJob",
            one("no name"),
            vec!["HyperParameterTuningJobName: \"no name\"", "hyphens"],
        ),
        ("describeHyperParameterTuningJob", one(&"x".repeat(33)), vec!["33 characters; AWS takes 1 to 32"]),
        ("describeHyperParameterTuningJob", json!("a"), vec!["The request is the text \"a\"", "an object with"]),
        ("describeTrainingJob", json!({ "TrainingJobName": 1 }), vec!["TrainingJobName", "in quotes"]),
        ("describeTrainingJob", json!({ "TrainingJobName": "a-" }), vec!["a letter or digit at each end"]),
        ("listHyperParameterTuningJobs", json!({ "NameContains": "a b" }), vec!["NameContains: \"a b\""]),
        ("listHyperParameterTuningJobs", json!({ "CreationTimeAfter": "0" }), vec!["without quotes: 0"]),
        ("listHyperParameterTuningJobs", json!({ "StrategyEquals": "Grid" }), vec!["StrategyEquals is no member"]),
        (list, with("MaxResults", json!(0)), vec!["MaxResults: 0 is not within 1 to 100"]),
        (list, with("MaxResults", json!(101)), vec!["MaxResults: 101 is not"]),
        (list, with("NextToken", json!("x")), vec!["NextToken of the page before"]),
        (list, with("SortBy", json!("Value")), vec!["SortBy is \"Value\"", "FinalObjectiveMetricValue"]),
        (list, with("StatusEquals", json!("Done")), vec!["InProgress, Completed"]),
        (list, with("Sortby", json!("Name")), vec!["write SortBy"]),
        (list, with("Order", json!("Name")), vec!["it has HyperParameterTuningJobName, NextToken"]),
        ("describeTuningJob", one("a"), vec!["no operation", "describeHyperParameterTuningJob"]),
    ] {
        let error = account.call(operation, &request).unwrap_err();
        assert_eq!(error.kind, ApiErrorKind::ValidationException);
        for part in parts {
            assert!(error.message.contains(part), "{operation} {request}: {error}");
        }
    }
    for (operation, request) in [
        ("describeHyperParameterTuningJob", one("b")),
        (list, one("b")),
        ("describeTrainingJob", json!({ "TrainingJobName": "b" })),
    ] {
        let error = account.call(operation, &request).unwrap_err();
        assert_eq!((error.kind, error.kind.name()), (ApiErrorKind::ResourceNotFound, "ResourceNotFound"));
    }
}

#[test]
fn creating_stopping_and_deleting_at_the_right_time_only() {
    let jobs = [ran(&request("Ended", "Off"), f64::INFINITY), ran(&request("running", "Off"), 10.0)];
    let account = account(&jobs);
    assert_eq!(account.check_create("ENDED").unwrap_err().kind, ApiErrorKind::ResourceInUse);
    account.check_create("new").unwrap();
    assert_eq!(account.check_stop(&one("RUNNING")).unwrap().config.name(), "running");
    assert_eq!(account.check_stop(&one("ended")).unwrap_err().kind, ApiErrorKind::ValidationException);
    assert_eq!(account.check_delete(&one("ended")).unwrap().config.name(), "Ended");
    assert_eq!(account.check_delete(&one("running")).unwrap_err().kind, ApiErrorKind::ValidationException);
    assert_eq!(account.check_delete(&one("new")).unwrap_err().kind, ApiErrorKind::ResourceNotFound);
    assert_eq!(account.check_stop(&json!(null)).unwrap_err().kind, ApiErrorKind::ValidationException);
    let hundred: Account<'_> = (0..100).map(|_| TuningJobRecord::of(&jobs[1].0, &jobs[1].1, 10.0)).collect();
    assert_eq!(hundred.check_create("new").unwrap_err().kind, ApiErrorKind::ResourceLimitExceeded);
}
