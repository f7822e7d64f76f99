//! The tables, one file per algorithm or family. Each says which pages it comes from and where it departs from them.

mod blazingtext;
mod clustering;
mod deepar;
mod factorization_machines;
mod images;
mod ip_insights;
mod jumpstart_tables;
mod jumpstart_tensorflow;
mod linear_learner;
mod object2vec;
mod random_cut_forest;
mod seq2seq;
mod topics;
mod xgboost;

use super::table::Algorithm;

/// Every algorithm of the catalogue: tables, clusters, images, text, time series, and what comes from JumpStart.
pub static ALGORITHMS: &[&Algorithm] = &[
    &xgboost::XGBOOST,
    &linear_learner::LINEAR_LEARNER,
    &factorization_machines::FACTORIZATION_MACHINES,
    &clustering::KNN,
    &clustering::KMEANS,
    &clustering::PCA,
    &random_cut_forest::RANDOM_CUT_FOREST,
    &ip_insights::IP_INSIGHTS,
    &images::IMAGE_CLASSIFICATION,
    &images::OBJECT_DETECTION,
    &images::SEMANTIC_SEGMENTATION,
    // Two in one image: the one that is chosen by a hyperparameter comes first.
    &blazingtext::TEXT_CLASSIFICATION,
    &blazingtext::WORD2VEC,
    &topics::LDA,
    &topics::NTM,
    &object2vec::OBJECT2VEC,
    &seq2seq::SEQ2SEQ,
    &deepar::DEEPAR,
    &jumpstart_tables::LIGHTGBM,
    &jumpstart_tables::CATBOOST,
    &jumpstart_tables::TABTRANSFORMER,
    &jumpstart_tables::AUTOGLUON,
    &jumpstart_tensorflow::IMAGE_CLASSIFICATION,
    &jumpstart_tensorflow::TEXT_CLASSIFICATION,
    &jumpstart_tensorflow::OBJECT_DETECTION,
];
