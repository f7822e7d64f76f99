use super::*;
use crate::playground::{Document, Objective, PRESETS, check};
use crate::sagemaker::HyperParameterTrainingJobDefinition;
use crate::test_function::TestFunction;

fn document() -> Document {
    PRESETS[0].document()
}

fn ranges_text(document: &Document) -> String {
    rows(document)
        .iter()
        .map(|row| format!("{} {} {}", row.name, row.summary(), row.scaling))
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn numbers_are_read_as_people_write_them() {
    assert_eq!(read_whole(" 1e3 "), Ok(1000));
    assert_eq!(read_whole("12.5").unwrap_err(), "12.5 is no whole number; write 12 or 13");
    assert_eq!(read_whole("abc").unwrap_err(), "“abc” is no whole number; write one such as 10");
    assert_eq!(read_whole("").unwrap_err(), "a whole number is needed here, such as 10");
    assert!(read_whole("NaN").is_err() && read_whole("1e99").is_err() && read_whole("inf").is_err());
    assert_eq!(read_real("1").unwrap().to_string(), "1");
    assert_eq!(read_real("1e-3").unwrap().to_string(), "0.001");
    assert!(read_real("0,5").unwrap_err().contains("comma"));
    assert!(read_real("NaN").is_err() && read_real("-inf").is_err());
}

#[test]
fn every_field_takes_its_own_text_and_leaves_the_document_clean() {
    for preset in &PRESETS {
        let original = preset.document();
        for field in fields::ALL {
            let mut changed = original.clone();
            let text = field.text(&original);
            if !text.is_empty() {
                field.accept(&mut changed, &text).unwrap();
                assert_eq!(changed, original, "{} {}", preset.id, field.key);
            }
            if let (false, Some(default)) = (field.is_given(&original), field.default) {
                let default = default(&original);
                if default != "all" {
                    field.accept(&mut changed, &default).unwrap();
                    assert_eq!(field.text(&changed).parse::<f64>(), default.parse::<f64>(), "{}", field.key);
                }
                field.accept(&mut changed, "").unwrap();
                assert_eq!(changed, original, "{} {}", preset.id, field.key);
            }
        }
    }
}

#[test]
fn what_cannot_be_read_leaves_the_document_as_it_is() {
    let mut changed = document();
    for field in fields::ALL {
        if !matches!(field.slot, Slot::Text { .. }) {
            assert!(field.accept(&mut changed, "abc").is_err(), "{}", field.key);
        }
    }
    assert_eq!(changed, document());
}

#[test]
fn drafts_stay_until_they_are_settled_or_forgotten() {
    let mut drafts = Drafts::default();
    drafts.put("range.a.min", "abc".into(), Err("no number".into()));
    drafts.put("seed", "007".into(), Ok(()));
    drafts.settle("seed");
    drafts.settle("range.a.min");
    assert_eq!((drafts.errors(), drafts.get("seed")), (1, None));
    drafts.forget("range.a");
    assert_eq!(drafts, Drafts::default());
}

#[test]
fn switches_leave_nothing_behind() {
    let original = document();
    let mut changed = original.clone();
    set_ends_on_convergence(&mut changed, true);
    set_improvement(&mut changed, "OnePercent");
    fields::TARGET.accept(&mut changed, "0.95").unwrap();
    fields::NOT_IMPROVING.accept(&mut changed, "12").unwrap();
    assert!(ends_on_convergence(&changed));
    assert!(check(&changed, Objective::Problem).plan.is_ok());
    set_ends_on_convergence(&mut changed, false);
    set_improvement(&mut changed, "Strict");
    for field in [&fields::TARGET, &fields::NOT_IMPROVING] {
        match field.slot {
            Slot::Whole { set, .. } => set(&mut changed, None),
            Slot::Real { set, .. } => set(&mut changed, None),
            Slot::Text { .. } => {}
        }
    }
    assert_eq!(changed, original);
}

#[test]
fn a_hyperparameter_moves_between_tuned_and_fixed() {
    let mut changed = document();
    fix(&mut changed, "activation");
    assert_eq!(static_value(&changed, "activation"), Some("tanh"));
    assert!(!is_tuned(&changed, "activation"));
    tune(&mut changed, "mini_batch_size");
    assert_eq!(static_value(&changed, "mini_batch_size"), None);
    assert_eq!(
        ranges_text(&changed),
        "hidden_units 2 – 24 Linear; mini_batch_size 8 – 128 Logarithmic; learning_rate 1e-4 – 1 Logarithmic; \
         momentum 0 – 0.99 ReverseLogarithmic"
    );
    assert!(check(&changed, Objective::Problem).plan.is_ok());
    for key in ["hidden_units", "mini_batch_size", "learning_rate", "momentum"] {
        take_out(&mut changed, key);
    }
    assert_eq!(changed.request.hyper_parameter_tuning_job_config.parameter_ranges, None);
}

#[test]
fn everything_can_be_tuned_with_every_strategy() {
    for strategy in ["Random", "Hyperband", "Grid"] {
        let mut changed = document();
        to_strategy(&mut changed, strategy);
        for spec in model(&changed).unwrap().hyperparameters() {
            tune(&mut changed, spec.name);
        }
        let checked = check(&changed, Objective::Problem);
        // Ten ranges of five values are a grid too large for AWS; nothing else is wrong.
        let limits = |issue: &crate::playground::Issue| !matches!(issue.rule, "grid-quota" | "grid-jobs");
        let issues: Vec<_> = checked.issues.iter().filter(|issue| limits(issue)).collect();
        assert!(issues.is_empty(), "{strategy} {issues:?}");
    }
}

#[test]
fn a_grid_has_steps_on_the_ranges_own_scale() {
    let mut changed = document();
    to_strategy(&mut changed, "Grid");
    assert_eq!(
        ranges_text(&changed),
        "activation relu, tanh ; hidden_units 2, 7, 13, 19, 24 ; learning_rate 0.0001, 0.001, 0.01, 0.1, 1 ; \
         momentum 0, 0.684, 0.9, 0.968, 0.99 "
    );
    assert_eq!(combinations(&changed), Some(250));
    to_kind(&mut changed, "hidden_units", RangeKind::Integer);
    to_kind(&mut changed, "activation", RangeKind::Integer);
    assert!(
        ranges_text(&changed).starts_with("hidden_units 2 – 24 Auto; activation 1 – 10 Linear"),
        "{}",
        ranges_text(&changed)
    );
}

#[test]
fn bounds_scaling_and_values_go_where_they_belong() {
    let mut changed = document();
    set_bound(&mut changed, "hidden_units", Bound::Max, "abc");
    set_bound(&mut changed, "momentum", Bound::Min, "0.5");
    set_scaling(&mut changed, "momentum", "Linear");
    set_values(&mut changed, "activation", vec!["a, b".into()]);
    set_bound(&mut changed, "nobody", Bound::Min, "1");
    assert_eq!(
        ranges_text(&changed),
        "hidden_units 2 – abc Linear; learning_rate 1e-4 – 1 Logarithmic; momentum 0.5 – 0.99 Linear; activation a, b "
    );
}

#[test]
fn two_ranges_of_one_name_are_two_rows() {
    let mut changed = document();
    changed
        .request
        .hyper_parameter_tuning_job_config
        .parameter_ranges
        .as_mut()
        .unwrap()
        .categorical_parameter_ranges
        .as_mut()
        .unwrap()[0]
        .name = "momentum".into();
    assert_eq!(rows(&changed)[3].key, "momentum (2)");
    take_out(&mut changed, "momentum (2)");
    assert_eq!(rows(&changed).len(), 3);
}

#[test]
fn another_model_keeps_the_objectives_meaning() {
    let mut changed = document();
    set_model(&mut changed, "logistic-regression");
    let objective =
        changed.request.hyper_parameter_tuning_job_config.hyper_parameter_tuning_job_objective.clone().unwrap();
    assert_eq!(objective.metric_name, "validation:multiclass_accuracy");
    set_metric(&mut changed, "validation:objective_loss");
    let objective =
        changed.request.hyper_parameter_tuning_job_config.hyper_parameter_tuning_job_objective.clone().unwrap();
    assert_eq!(objective.objective_type, "Minimize");
    assert_eq!(default_target(&changed).to_string(), "0.1");
    set_dataset(&mut changed, "spirals");
    assert_eq!(dataset_spec(&changed).unwrap().noise(), 0.04);
    assert_eq!(unknown_statics(&changed), [("hidden_layers".to_owned(), "2".to_owned())]);
}

#[test]
fn running_time_has_a_unit() {
    let mut changed = document();
    set_runtime(&mut changed, "1.5", TimeUnit::Hours).unwrap();
    assert_eq!(runtime_text(&changed, TimeUnit::Minutes), "90");
    assert_eq!(TimeUnit::fitting(5400), TimeUnit::Hours);
    assert_eq!((TimeUnit::fitting(300), TimeUnit::fitting(100)), (TimeUnit::Minutes, TimeUnit::Seconds));
    assert!(set_runtime(&mut changed, "1e30", TimeUnit::Hours).is_err());
    assert_eq!(runtime_text(&changed, TimeUnit::Seconds), "5400");
}

#[test]
fn scaling_shows_in_the_picture() {
    let row = |key: &str| rows(&document()).into_iter().find(|row| row.key == key).unwrap();
    let picture = |key: &str| bars(&row(key).range().unwrap()).heights;
    let (log, reverse, linear) = (picture("learning_rate"), picture("momentum"), picture("hidden_units"));
    assert!(log[0] == 1.0 && log.windows(2).all(|pair| pair[0] >= pair[1]));
    assert!(reverse.last() == Some(&1.0) && reverse[0] < 0.5);
    assert!(linear.len() == 23 && linear.iter().all(|height| *height > 0.99));
    assert_eq!(picture("activation"), [1.0, 1.0]);
}

#[test]
fn problems_are_in_the_form_or_outside() {
    assert!(is_in_form("HyperParameterTuningJobName"));
    assert!(is_in_form("HyperParameterTuningJobConfig.ParameterRanges.IntegerParameterRanges[0].MinValue"));
    assert!(is_in_form("TrainingJobDefinition.StaticHyperParameters.epochs"));
    assert!(!is_in_form("HyperParameterTuningJobConfig.StrategyConfig"));
    assert!(!is_in_form("Autotune"));
}

#[test]
fn the_surrogate_has_any_metric_and_no_data() {
    let mut changed = document();
    fields::NOISE.accept(&mut changed, "0.3").unwrap();
    fields::DATA_SEED.accept(&mut changed, "7").unwrap();
    set_model(&mut changed, "surrogate");
    assert!(is_surrogate(&changed) && model(&changed).is_none() && metrics(&changed).is_empty());
    assert_eq!(
        (fields::OBSERVATION_NOISE.text(&changed), fields::SURFACE_SEED.text(&changed)),
        (String::new(), "7".into())
    );
    assert_eq!(metric_names(&changed)[0], "validation:accuracy", "the objective stays");
    assert_eq!(metric_names(&changed).len(), 4, "and what the request defines can be chosen");
    set_metric(&mut changed, "my:metric");
    assert_eq!(metric_names(&changed)[0], "my:metric");
    fields::SURROGATE_EPOCHS.accept(&mut changed, "12").unwrap();
    assert!(check(&changed, Objective::Problem).plan.is_ok());
    set_model(&mut changed, "mlp");
    assert_eq!(fields::SURROGATE_EPOCHS.text(&changed), "", "what is the surrogate's goes with it");
    assert_eq!(metric_names(&changed).len(), 4);
    assert!(check(&changed, Objective::Problem).plan.is_ok(), "and the objective is one of the model's");
}

#[test]
fn a_test_function_comes_with_its_variables_and_goes_with_them() {
    let ranges = "x1 -5 – 10 Linear; x2 0 – 15 Linear";
    let mut changed = document();
    fields::NOISE.accept(&mut changed, "0.3").unwrap();
    fields::DATA_SEED.accept(&mut changed, "7").unwrap();
    set_model(&mut changed, "branin");
    assert_eq!(test_function(&changed), Some(TestFunction::Branin));
    assert_eq!(ranges_text(&changed), ranges);
    assert_eq!((fields::SHIFT_SEED.text(&changed), fields::VALUE_NOISE.text(&changed)), (String::new(), String::new()));
    assert_eq!(metric_names(&changed), ["value"]);
    assert_eq!(direction_text(&changed), "value Minimize");
    let issues = check(&changed, Objective::Problem).issues;
    assert!(issues.iter().all(|issue| issue.severity != crate::playground::Severity::Error), "{issues:?}");
    assert!(known_optimum(&changed).is_some());

    // Ranges that reach the minimum stay, others give way.
    set_bound(&mut changed, "x1", Bound::Min, "8");
    fields::SHIFT_SEED.accept(&mut changed, "4").unwrap();
    fields::VALUE_NOISE.accept(&mut changed, "2").unwrap();
    set_model(&mut changed, "levy");
    assert_eq!(ranges_text(&changed), "x1 -10 – 10 Linear; x2 -10 – 10 Linear");
    assert_eq!((fields::SHIFT_SEED.text(&changed), fields::VALUE_NOISE.text(&changed)), ("4".into(), String::new()));
    set_bound(&mut changed, "x1", Bound::Max, "7");
    set_model(&mut changed, "levy");
    assert_eq!(ranges_text(&changed), "x1 -10 – 7 Linear; x2 -10 – 10 Linear");
    set_static(&mut changed, "x2", "3");
    set_model(&mut changed, "hartmann-6");
    assert_eq!((rows(&changed).len(), static_value(&changed, "x2")), (6, None));

    fix(&mut changed, "x6");
    assert_eq!(static_value(&changed, "x6"), Some("0.5"));
    assert!(unknown_statics(&changed).iter().all(|(name, _)| name != "x6"));
    assert!(check(&changed, Objective::Problem).plan.is_ok() && known_optimum(&changed).is_none());
    tune(&mut changed, "x6");
    assert!(known_optimum(&changed).is_some());

    set_model(&mut changed, "surrogate");
    assert_eq!((rows(&changed).len(), direction_text(&changed)), (6, "value Minimize".into()));
    set_model(&mut changed, "ackley");
    assert_eq!(ranges_text(&changed).matches("-5 – 10").count(), 6, "as many as there were");
    set_model(&mut changed, "mlp");
    assert_eq!(ranges_text(&changed), "learning_rate 1e-4 – 1 Logarithmic");
    assert_eq!(direction_text(&changed), "validation:loss Minimize");
    assert!(check(&changed, Objective::Problem).plan.is_ok());

    to_strategy(&mut changed, "Grid");
    set_model(&mut changed, "rosenbrock");
    assert!(ranges_text(&changed).starts_with("x1 -2.048, -1.02, 0, 1.02, 2.048 ; x2"), "{}", ranges_text(&changed));
    assert!(check(&changed, Objective::Problem).plan.is_ok());
}

#[test]
fn a_test_function_leaves_several_definitions_alone() {
    let mut several = document();
    request::edit::to_several(&mut several);
    let before = several.request.clone();
    set_model(&mut several, "branin");
    assert_eq!(several.request.training_job_definitions, before.training_job_definitions);
    assert_eq!(rows(&several), []);
}

#[test]
fn trees_are_tuned_in_ranges_that_they_take() {
    for (model, objective) in
        [("gradient-boosted-trees", "validation:auc Maximize"), ("decision-tree", "validation:accuracy Maximize")]
    {
        let mut changed = document();
        for row in rows(&changed) {
            take_out(&mut changed, &row.key);
        }
        edit_in(
            &mut changed.request.training_job_definition,
            |definition: &mut HyperParameterTrainingJobDefinition| {
                definition.static_hyper_parameters = None;
            },
        );
        set_model(&mut changed, model);
        assert_eq!(direction_text(&changed), objective);
        for spec in crate::model::ModelKind::parse(model).unwrap().hyperparameters() {
            tune(&mut changed, spec.name);
        }
        let checked = check(&changed, Objective::Problem);
        assert!(checked.plan.is_ok(), "{model}: {:?}", checked.issues);
        assert!(ranges_text(&changed).contains("max_depth 1 – 10 Linear"), "{}", ranges_text(&changed));
    }
    // No metric of trees for several classes is to be maximised.
    let mut several = document();
    set_dataset(&mut several, "iris");
    set_metric(&mut several, "validation:accuracy");
    set_model(&mut several, "gradient-boosted-trees");
    assert_eq!(direction_text(&several), "validation:mlogloss Minimize");
}

fn direction_text(document: &Document) -> String {
    let objective = document.request.hyper_parameter_tuning_job_config.hyper_parameter_tuning_job_objective.clone();
    objective.map(|objective| format!("{} {}", objective.metric_name, objective.objective_type)).unwrap_or_default()
}

fn known_optimum(document: &Document) -> Option<f64> {
    check(document, Objective::Problem).plan.unwrap().known_optimum()
}
