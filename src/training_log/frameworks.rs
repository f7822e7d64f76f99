//! Ready metric definitions, by framework: what each writes after an epoch, and the expression that reads it in CloudWatch.
//!
//! Each is tested on a real log of its framework (`tests/training_log`). Where a framework writes a value several times an
//! epoch, the expression takes the epoch's own: the objective should be emitted once an epoch.

use crate::language::marked;
use crate::objective::Direction;

/// A framework, and what its training jobs write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Framework {
    /// Its name, in English.
    pub name: &'static str,
    /// What makes a training job write such lines, in English.
    pub how: &'static str,
    /// Whose log it was tested on: package and version.
    pub source: &'static str,
    /// Its metrics.
    pub metrics: &'static [ReadyMetric],
}

/// A metric definition that is ready to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadyMetric {
    /// A usual name for it.
    pub name: &'static str,
    /// Which way is better.
    pub direction: Direction,
    /// `MetricDefinition.Regex`.
    pub regex: &'static str,
    /// A line that it reads, as the framework writes it.
    pub sample: &'static str,
}

const MAX: Direction = Direction::Maximize;
const MIN: Direction = Direction::Minimize;

/// An expression of some text, [`super::NUMBER_GROUP`], and some more text.
macro_rules! regex {
    ($before:literal) => {
        regex!($before, "")
    };
    ($before:literal, $after:literal) => {
        concat!($before, r"([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)", $after)
    };
}

macro_rules! frameworks {
    ($($name:expr, $how:expr, $source:literal: { $($metric:literal $direction:ident $regex:expr, $sample:literal;)* })*) => {
        /// All of them.
        pub const FRAMEWORKS: &[Framework] = &[$(Framework {
            name: $name,
            how: $how,
            source: $source,
            metrics: &[$(ReadyMetric {
                name: $metric,
                direction: $direction,
                regex: $regex,
                sample: $sample,
            },)*],
        },)*];
    };
}

frameworks! {
    "Keras", marked!("model.fit with validation data and the metric accuracy; verbose=2 writes one short line an epoch"), "keras 3.15.1": {
        "validation:loss" MIN regex!(" - val_loss: "), "10/10 - 0s - 1ms/step - accuracy: 0.5188 - loss: 0.6787 - val_accuracy: 0.4500 - val_loss: 0.7720";
        "validation:accuracy" MAX regex!(" - val_accuracy: "), "10/10 - 0s - 1ms/step - accuracy: 0.5188 - loss: 0.6787 - val_accuracy: 0.4500 - val_loss: 0.7720";
        // The last before the validation metrics: the bar shows it after every few batches, all in one line.
        "train:loss" MIN regex!(".* - loss: ", ".* - val_"), "10/10 - 0s - 1ms/step - accuracy: 0.5188 - loss: 0.6787 - val_accuracy: 0.4500 - val_loss: 0.7720";
        "train:accuracy" MAX regex!(".* - accuracy: ", ".* - val_"), "10/10 - 0s - 1ms/step - accuracy: 0.5188 - loss: 0.6787 - val_accuracy: 0.4500 - val_loss: 0.7720";
    }
    "TensorFlow Estimator", marked!("tf.estimator's evaluate or train_and_evaluate"), "tensorflow-estimator 2.15.0": {
        "validation:loss" MIN regex!("Saving dict for global step [0-9]+:.*[ ,]loss = "), "INFO:tensorflow:Saving dict for global step 10: accuracy = 0.5, auc = 0.61, global_step = 10, loss = 0.69";
        "validation:accuracy" MAX regex!("Saving dict for global step [0-9]+:.*[ ,]accuracy = "), "INFO:tensorflow:Saving dict for global step 10: accuracy = 0.5, auc = 0.61, global_step = 10, loss = 0.69";
        "validation:auc" MAX regex!("Saving dict for global step [0-9]+:.*[ ,]auc = "), "INFO:tensorflow:Saving dict for global step 10: accuracy = 0.5, auc = 0.61, global_step = 10, loss = 0.69";
    }
    "PyTorch", marked!("the script's own prints, here those of the MNIST example"), "torch 2.15.0": {
        "validation:loss" MIN regex!("Test set: Average loss: "), "Test set: Average loss: 0.0252, Accuracy: 9921/10000 (99%)";
        "validation:accuracy" MAX regex!(r"Test set: Average loss: .*Accuracy: [0-9]+/[0-9]+ \(", "%"), "Test set: Average loss: 0.0252, Accuracy: 9921/10000 (99%)";
    }
    "PyTorch Lightning", marked!("TQDMProgressBar and metrics logged with prog_bar=True; a script's own print is easier to read"), "lightning 2.6.6": {
        // Until the next values are there the bar shows the last epoch's; the first full bar after the validation has the
        // epoch's validation metrics, the second its training metrics.
        "validation:loss" MIN regex!(r"\[A#015Epoch [0-9]+: 100%.*?, val_loss="), "\u{1b}[A\rEpoch 3: 100%|██████████| 10/10 [00:00<00:00, 99.0it/s, val_loss=0.667, val_acc=0.6]";
        "validation:accuracy" MAX regex!(r"\[A#015Epoch [0-9]+: 100%.*?, val_acc="), "\u{1b}[A\rEpoch 3: 100%|██████████| 10/10 [00:00<00:00, 99.0it/s, val_loss=0.667, val_acc=0.6]";
        "train:loss" MIN regex!(r"\[A#015Epoch [0-9]+: 100%.*?100%.*?, train_loss="), "\u{1b}[A\rEpoch 3: 100%|██████████| 10/10 [00:00<00:00, 99.0it/s, val_loss=0.667]\rEpoch 3: 100%|██████████| 10/10 [00:00<00:00, 98.0it/s, val_loss=0.667, train_loss=0.678]";
    }
    // Before version 5 the values had no quotes.
    "Hugging Face Trainer", "TrainingArguments(eval_strategy=\"epoch\", logging_strategy=\"epoch\")", "transformers 5.23.0": {
        "validation:loss" MIN regex!("'eval_loss': '?"), "{'eval_loss': '0.5693', 'eval_accuracy': '0.8125', 'eval_runtime': '0.05', 'epoch': '2'}";
        "validation:accuracy" MAX regex!("'eval_accuracy': '?"), "{'eval_loss': '0.5693', 'eval_accuracy': '0.8125', 'eval_runtime': '0.05', 'epoch': '2'}";
        "train:loss" MIN regex!(r"\{'loss': '?"), "{'loss': 0.6012, 'grad_norm': 1.2, 'learning_rate': 0.005, 'epoch': 2.0}";
    }
    "MXNet", marked!("Module.fit, which logs each epoch; mx.callback.LogValidationMetricsCallback writes the validation line once more"), "mxnet 1.9.1": {
        "validation:accuracy" MAX regex!(r"Epoch\[[0-9]+\] Validation-accuracy="), "INFO:root:Epoch[3] Validation-accuracy=0.870000";
        "train:accuracy" MAX regex!(r"Epoch\[[0-9]+\] Train-accuracy="), "INFO:root:Epoch[3] Train-accuracy=0.850000";
    }
    "Chainer", marked!("extensions.Evaluator, LogReport, and PrintReport with the entries of Chainer's MNIST example"), "chainer 7.8.1": {
        // Each row begins with a terminal code, which CloudWatch shows as #033[J.
        "train:loss" MIN regex!("(?:^|J)[0-9]+ +"), "1           0.768335    0.721737              0.35           0.45                      0.0332574";
        "validation:loss" MIN regex!(r"(?:^|J)[0-9]+ +[-+.0-9eE]+ +"), "1           0.768335    0.721737              0.35           0.45                      0.0332574";
        "train:accuracy" MAX regex!(r"(?:^|J)[0-9]+ +(?:[-+.0-9eE]+ +){2}"), "1           0.768335    0.721737              0.35           0.45                      0.0332574";
        "validation:accuracy" MAX regex!(r"(?:^|J)[0-9]+ +(?:[-+.0-9eE]+ +){3}"), "1           0.768335    0.721737              0.35           0.45                      0.0332574";
    }
    "XGBoost", marked!("xgb.train with evals named train and validation"), "xgboost 3.2.0": {
        "validation:logloss" MIN regex!(r"\[[0-9]+\].*validation-logloss:"), "[12]\ttrain-logloss:0.31\ttrain-auc:0.96\tvalidation-logloss:0.35\tvalidation-auc:0.93";
        "validation:error" MIN regex!(r"\[[0-9]+\].*validation-error:"), "[12]\ttrain-error:0.1\tvalidation-error:0.2";
        "validation:auc" MAX regex!(r"\[[0-9]+\].*validation-auc:"), "[12]\ttrain-logloss:0.31\ttrain-auc:0.96\tvalidation-logloss:0.35\tvalidation-auc:0.93";
        "validation:rmse" MIN regex!(r"\[[0-9]+\].*validation-rmse:"), "[12]\ttrain-rmse:2.5\tvalidation-rmse:2.9";
        "train:logloss" MIN regex!(r"\[[0-9]+\].*train-logloss:"), "[12]\ttrain-logloss:0.31\ttrain-auc:0.96\tvalidation-logloss:0.35\tvalidation-auc:0.93";
        "train:error" MIN regex!(r"\[[0-9]+\].*train-error:"), "[12]\ttrain-error:0.1\tvalidation-error:0.2";
        "train:auc" MAX regex!(r"\[[0-9]+\].*train-auc:"), "[12]\ttrain-logloss:0.31\ttrain-auc:0.96\tvalidation-logloss:0.35\tvalidation-auc:0.93";
    }
    "LightGBM", marked!("lgb.train with valid_names train and validation, and the callback log_evaluation"), "lightgbm 4.7.0": {
        "validation:auc" MAX regex!(r"\[[0-9]+\].*validation's auc: "), "[1]\ttrain's auc: 0.902378\ttrain's binary_logloss: 0.641248\tvalidation's auc: 0.880635\tvalidation's binary_logloss: 0.659597";
        "validation:binary_logloss" MIN regex!(r"\[[0-9]+\].*validation's binary_logloss: "), "[1]\ttrain's auc: 0.902378\ttrain's binary_logloss: 0.641248\tvalidation's auc: 0.880635\tvalidation's binary_logloss: 0.659597";
        "train:auc" MAX regex!(r"\[[0-9]+\].*train's auc: "), "[1]\ttrain's auc: 0.902378\ttrain's binary_logloss: 0.641248\tvalidation's auc: 0.880635\tvalidation's binary_logloss: 0.659597";
        "train:binary_logloss" MIN regex!(r"\[[0-9]+\].*train's binary_logloss: "), "[1]\ttrain's auc: 0.902378\ttrain's binary_logloss: 0.641248\tvalidation's auc: 0.880635\tvalidation's binary_logloss: 0.659597";
    }
    "CatBoost", marked!("fit with an eval_set"), "catboost 1.2.10": {
        "validation:Logloss" MIN regex!(r"[0-9]+:.*test: "), "7:\tlearn: 0.4787174\ttest: 0.4706186\tbest: 0.4706186 (7)\ttotal: 49.4ms\tremaining: 0us";
        "train:Logloss" MIN regex!(r"[0-9]+:.*learn: "), "7:\tlearn: 0.4787174\ttest: 0.4706186\tbest: 0.4706186 (7)\ttotal: 49.4ms\tremaining: 0us";
        // Once, at the end: the objective, and nothing for early stopping to judge by.
        "validation:best" MIN regex!("bestTest = "), "bestTest = 0.4706185934";
    }
    "scikit-learn", marked!("a neural network with verbose=True and early_stopping=True"), "scikit-learn 1.9.1": {
        "train:loss" MIN regex!("Iteration [0-9]+, loss = "), "Iteration 1, loss = 0.69844897";
        "validation:accuracy" MAX regex!("Validation score: "), "Validation score: 0.437500";
    }
    "Spark MLlib", marked!("Spark's log at INFO; LogisticRegression, and others that LBFGS trains"), "pyspark 3.5.4": {
        "train:objective" MIN regex!("LBFGS: Val and Grad Norm: "), "26/11/21 15:00:00 INFO LBFGS: Val and Grad Norm: 0.530 (rel: 0.233) 0.151";
    }
    marked!("Your own script"), marked!("print(f\"epoch={epoch}; validation:accuracy={value};\") after each epoch, in any framework"), "scikit-learn 1.9.1": {
        "validation:loss" MIN regex!("validation:loss="), "epoch=3; validation:loss=0.35; validation:accuracy=0.875;";
        "validation:accuracy" MAX regex!("validation:accuracy="), "epoch=3; validation:loss=0.35; validation:accuracy=0.875;";
        "validation:auc" MAX regex!("validation:auc="), "epoch=3; validation:auc=0.93;";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training_log::{Expression, NUMBER_GROUP, line};

    #[test]
    fn every_expression_reads_its_sample() {
        for framework in FRAMEWORKS {
            for metric in framework.metrics {
                let place = format!("{} {}", framework.name, metric.name);
                assert!(metric.regex.contains(NUMBER_GROUP), "{place}");
                let expression = Expression::new(metric.regex).unwrap_or_else(|error| panic!("{place}: {error}"));
                let capture = expression.capture(&line::shown(metric.sample)).unwrap_or_else(|| panic!("{place}"));
                assert!(capture.value.is_ok() && !capture.is_cut && !capture.repeats, "{place}: {capture:?}");
            }
        }
    }
}
