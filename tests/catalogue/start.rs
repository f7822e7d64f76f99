//! Starting requests: complete, without a word from the linter, the same after reading them back, and written down for AWS's
//! own client (`tests/aws/check_requests.py`).

use std::path::Path;
use tuneground::catalogue::{
    ALGORITHMS, Algorithm, Image, Need, REGIONS, StartError, find, is_built_in, of_definition, regions,
    starting_request, training_image,
};
use tuneground::linter::lint;
use tuneground::sagemaker::Request;

const REGION: &str = "us-west-2";

fn startable() -> impl Iterator<Item = (&'static Algorithm, Request)> {
    ALGORITHMS
        .iter()
        .filter_map(|algorithm| starting_request(algorithm, REGION).ok().map(|request| (*algorithm, request)))
}

#[test]
fn whatever_can_be_tuned_and_has_an_image_has_a_starting_request() {
    assert_eq!(startable().count(), 17);
    for algorithm in ALGORITHMS {
        match starting_request(algorithm, REGION) {
            Ok(_) => assert!(!algorithm.tunable.is_empty() && training_image(algorithm, REGION).is_some()),
            Err(StartError::NothingToTune(title)) => {
                assert!(title == algorithm.title && algorithm.tunable.is_empty(), "{title}");
            }
            Err(StartError::JumpStart(title, model_id)) => {
                assert!(title == algorithm.title && algorithm.image == Image::JumpStart { model_id }, "{title}");
            }
            Err(error) => panic!("{}: {error}", algorithm.id),
        }
    }
    let xgboost = find("xgboost").unwrap();
    assert_eq!(starting_request(xgboost, "mars-north-1"), Err(StartError::UnknownRegion));
    let lda = find("lda").unwrap();
    assert_eq!(starting_request(lda, "eu-north-1"), Err(StartError::NotInRegion(lda.title)));
    assert_eq!((regions(xgboost).count(), regions(lda).count()), (REGIONS.len(), 14));
}

#[test]
fn the_linter_has_nothing_to_say_and_reading_loses_nothing() {
    for algorithm in ALGORITHMS {
        for region in regions(algorithm).filter(|_| !algorithm.tunable.is_empty()) {
            let request = starting_request(algorithm, region).unwrap();
            assert_eq!(lint(&request.to_json(), &[]), [], "{} in {region}", algorithm.id);
            let text = request.to_json_pretty();
            let read = Request::parse(&text).unwrap();
            assert!(read == request && read.to_json_pretty() == text, "{}", algorithm.id);
            assert!(read.unknown_members().is_empty() && read.unlisted_values().is_empty(), "{}", algorithm.id);
        }
    }
}

#[test]
fn requests_are_complete_and_of_the_algorithm() {
    for (algorithm, request) in startable() {
        let at = algorithm.id;
        let config = &request.hyper_parameter_tuning_job_config;
        let definition = request.training_job_definition.as_ref().unwrap();
        assert_eq!(of_definition(definition), Some(algorithm), "{at}");
        let ranges = config.parameter_ranges.as_ref().unwrap();
        let names: Vec<&str> = ranges
            .integers()
            .iter()
            .map(|range| range.name.as_str())
            .chain(ranges.continuous().iter().map(|range| range.name.as_str()))
            .chain(ranges.categoricals().iter().map(|range| range.name.as_str()))
            .collect();
        assert!((2..=6).contains(&names.len()), "{at}: {} are tuned", names.len());
        let statics = definition.static_hyper_parameters.as_ref();
        for own in algorithm.statics {
            let value = statics.and_then(|statics| statics.get(own.name));
            assert!(value.is_some() != names.contains(&own.name), "{at}: {} is either static or tuned", own.name);
        }
        let objective = config.hyper_parameter_tuning_job_objective.as_ref().unwrap();
        let metric = algorithm.metric(&objective.metric_name).unwrap();
        let channels = definition.input_data_config.as_ref().unwrap();
        assert!(channels.iter().any(|channel| Some(channel.channel_name.as_str()) == metric.channel()), "{at}");
        assert!(definition.algorithm_specification.metric_definitions.is_none(), "{at}");
        let stops = config.training_job_early_stopping_type.as_deref() == Some("Auto");
        assert_eq!(stops, algorithm.early_stopping.is_listed_with(metric.name), "{at}");
        assert!(definition.role_arn.contains("111122223333"), "{at}");
    }
}

#[test]
fn partitions_have_their_own_roles_and_domains() {
    let kmeans = find("kmeans").unwrap();
    let of = |region: &str| {
        let definition = starting_request(kmeans, region).unwrap().training_job_definition.unwrap();
        (definition.role_arn, definition.algorithm_specification.training_image.unwrap())
    };
    let (role, image) = of("cn-north-1");
    assert!(role.starts_with("arn:aws-cn:iam::"), "{role}");
    assert_eq!(image, "390948362332.dkr.ecr.cn-north-1.amazonaws.com.cn/kmeans:1");
    assert!(of("us-gov-west-1").0.starts_with("arn:aws-us-gov:iam::"));
    assert_eq!(
        training_image(find("xgboost").unwrap(), "us-west-2").unwrap(),
        "246618743249.dkr.ecr.us-west-2.amazonaws.com/sagemaker-xgboost:1.7-1"
    );
}

#[test]
fn images_are_known_by_their_repository() {
    for known in [
        "x/kmeans:1",
        "kmeans",
        "811284229777.dkr.ecr.us-east-1.amazonaws.com/xgboost@sha256:0",
        "sagemaker-xgboost:3.0-5",
    ] {
        assert!(is_built_in(known), "{known}");
    }
    for unknown in
        ["my-kmeans:1", "kmeans/mine:1", "", "763104351884.dkr.ecr.us-west-2.amazonaws.com/autogluon-training:1"]
    {
        assert!(!is_built_in(unknown), "{unknown}");
    }
    let request = |mode: &str| {
        let mut request = starting_request(find("blazingtext-word2vec").unwrap(), REGION).unwrap();
        let statics = request.training_job_definition.as_mut().unwrap().static_hyper_parameters.as_mut().unwrap();
        statics.insert("mode", mode);
        request
    };
    let id = |mode: &str| of_definition(request(mode).training_job_definition.as_ref().unwrap()).unwrap().id;
    assert_eq!((id("cbow"), id("supervised")), ("blazingtext-word2vec", "blazingtext-classification"));
}

#[test]
fn what_the_data_tell_is_marked() {
    let of_data: Vec<&str> = ALGORITHMS
        .iter()
        .flat_map(|own| own.statics.iter().filter(|own| own.need == Need::OfData).map(|own| own.name))
        .collect();
    assert!(of_data.contains(&"feature_dim") && of_data.contains(&"num_classes"), "{of_data:?}");
}

/// As `tests/presets.rs` does with its own.
#[test]
fn every_request_is_written_for_the_checks_with_botocore() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/exports");
    std::fs::create_dir_all(&folder).unwrap();
    for (algorithm, request) in startable() {
        std::fs::write(folder.join(format!("start-{}.json", algorithm.id)), request.to_json_pretty()).unwrap();
    }
}
