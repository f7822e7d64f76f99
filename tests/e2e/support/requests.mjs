/** A small request: six jobs of five epochs, unless told otherwise. */
export function request(name, { jobs = 6, parallel = 2, early = "Off", metric = "validation:accuracy", ranges, epochs = 5, seed = 3, criteria } = {}) {
  return {
    HyperParameterTuningJobName: name,
    HyperParameterTuningJobConfig: {
      Strategy: "Random",
      HyperParameterTuningJobObjective: { Type: "Maximize", MetricName: metric },
      ResourceLimits: { MaxNumberOfTrainingJobs: jobs, MaxParallelTrainingJobs: parallel },
      ParameterRanges: ranges ?? {
        ContinuousParameterRanges: [{ Name: "learning_rate", MinValue: "0.001", MaxValue: "1", ScalingType: "Logarithmic" }],
      },
      TrainingJobEarlyStoppingType: early,
      ...(criteria ? { TuningJobCompletionCriteria: criteria } : {}),
      RandomSeed: seed,
    },
    TrainingJobDefinition: {
      StaticHyperParameters: { epochs: String(epochs) },
      AlgorithmSpecification: {
        TrainingImage: "123456789012.dkr.ecr.us-east-1.amazonaws.com/mlp:1",
        TrainingInputMode: "File",
        MetricDefinitions: [{ Name: metric, Regex: `${metric}=([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)` }],
      },
      RoleArn: "arn:aws:iam::123456789012:role/SageMakerExecutionRole",
      OutputDataConfig: { S3OutputPath: "s3://tuneground-example/output" },
      ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 10 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    },
  };
}

/** Two ranges to draw training jobs over: a learning rate, and the width of a layer. */
export const TWO_RANGES = {
  ContinuousParameterRanges: [{ Name: "learning_rate", MinValue: "0.001", MaxValue: "1", ScalingType: "Logarithmic" }],
  IntegerParameterRanges: [{ Name: "hidden_units", MinValue: "2", MaxValue: "16", ScalingType: "Linear" }],
};
