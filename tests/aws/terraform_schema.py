"""What Terraform's resource aws_sagemaker_hyper_parameter_tuning_job takes, written down from the documentation of the provider
hashicorp/aws (version 6, May 2026) and the schema in its repository. The provider itself is not run here.

<https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/sagemaker_hyper_parameter_tuning_job>

A block is {name: what it takes}. `!` before a name: it must be there. A list of one block: so many blocks of it.
"""

TEXTS = [str]
MAP = {str: str}


def several(most, block, least=0):
    """A block that may be there more than once."""
    return (least, most, block)


def one(block):
    """A block that may be there once."""
    return (0, 1, block)


def must(block):
    """A block that must be there once."""
    return (1, 1, block)


OBJECTIVE = {"!metric_name": str, "!type": str}
NUMBERS = {"!name": str, "!min_value": str, "!max_value": str, "scaling_type": str}
RANGES = {
    "auto_parameters": several(100, {"!name": str, "!value_hint": str}),
    "categorical_parameter_ranges": several(30, {"!name": str, "!values": TEXTS}),
    "continuous_parameter_ranges": several(30, NUMBERS),
    "integer_parameter_ranges": several(30, NUMBERS),
}
INSTANCES = {"instance_count": int, "instance_type": str, "volume_size_in_gb": int}
S3 = {
    "!s3_data_type": str,
    "!s3_uri": str,
    "s3_data_distribution_type": str,
    "attribute_names": TEXTS,
    "instance_group_names": TEXTS,
    "hub_access_config": one({"!hub_content_arn": str}),
    "model_access_config": one({"!accept_eula": bool}),
}
FILE_SYSTEM = {
    "!directory_path": str,
    "!file_system_access_mode": str,
    "!file_system_id": str,
    "!file_system_type": str,
}
CHANNEL = {
    "!channel_name": str,
    "compression_type": str,
    "content_type": str,
    "input_mode": str,
    "record_wrapper_type": str,
    "data_source": must({"file_system_data_source": one(FILE_SYSTEM), "s3_data_source": one(S3)}),
    "shuffle_config": one({"!seed": int}),
}
PLACEMENT = {
    "enable_multiple_jobs": bool,
    "placement_specifications": several(10, {"!instance_count": int, "ultra_server_id": str}),
}
RESOURCES = {
    **INSTANCES,
    "keep_alive_period_in_seconds": int,
    "training_plan_arn": str,
    "volume_kms_key_id": str,
    "instance_groups": several(5, {"!instance_count": int, "!instance_group_name": str, "!instance_type": str}),
    "instance_placement_config": one(PLACEMENT),
}
DEFINITION = {
    "definition_name": str,
    "enable_inter_container_traffic_encryption": bool,
    "enable_managed_spot_training": bool,
    "enable_network_isolation": bool,
    "environment": MAP,
    "!role_arn": str,
    "static_hyper_parameters": MAP,
    "algorithm_specification": must(
        {
            "algorithm_name": str,
            "training_image": str,
            "!training_input_mode": str,
            "metric_definitions": several(40, {"!name": str, "!regex": str}),
        }
    ),
    "checkpoint_config": one({"local_path": str, "!s3_uri": str}),
    "hyper_parameter_tuning_resource_config": one(
        {
            **INSTANCES,
            "allocation_strategy": str,
            "volume_kms_key_id": str,
            "instance_configs": several(6, INSTANCES),
        }
    ),
    "hyper_parameter_ranges": one(RANGES),
    "input_data_config": several(20, CHANNEL),
    "output_data_config": must({"compression_type": str, "kms_key_id": str, "!s3_output_path": str}),
    "resource_config": one(RESOURCES),
    "retry_strategy": one({"maximum_retry_attempts": int}),
    "stopping_condition": must(
        {"max_pending_time_in_seconds": int, "max_runtime_in_seconds": int, "max_wait_time_in_seconds": int}
    ),
    "tuning_objective": one(OBJECTIVE),
    "vpc_config": one({"!security_group_ids": TEXTS, "!subnets": TEXTS}),
}
CONFIG = {
    "random_seed": int,
    "!strategy": str,
    "training_job_early_stopping_type": str,
    "objective": one(OBJECTIVE),
    "parameter_ranges": one(RANGES),
    "resource_limits": must(
        {"max_number_of_training_jobs": int, "!max_parallel_training_jobs": int, "max_runtime_in_seconds": int}
    ),
    "strategy_config": one({"hyperband_strategy_config": one({"max_resource": int, "min_resource": int})}),
    "tuning_job_completion_criteria": one(
        {
            "target_objective_metric_value": float,
            "best_objective_not_improving": one({"max_number_of_training_jobs_not_improving": int}),
            "convergence_detected": one({"complete_on_convergence": str}),
        }
    ),
}
RESOURCE = {
    "!name": str,
    "region": str,
    "tags": MAP,
    "config": must(CONFIG),
    "autotune": one({"!mode": str}),
    "training_job_definition": one(DEFINITION),
    "training_job_definitions": several(10, DEFINITION),
    "warm_start_config": one({"warm_start_type": str, "parent_hyper_parameter_tuning_jobs": several(5, {"!name": str})}),
}
# Of these, only one, in the same block.
CONFLICTS = [
    ("algorithm_name", "training_image"),
    ("instance_configs", "instance_count"),
    ("instance_configs", "instance_type"),
    ("instance_configs", "volume_size_in_gb"),
]
# Members of the API without an argument.
WITHOUT_ARGUMENT = {"DatasetSource", "InstancePreferences", "SelectedInstanceType", "SelectedInstanceCount"}


def faults(block, takes, path=""):
    """What is wrong with a block, as texts."""
    known = {name.lstrip("!"): kind for name, kind in takes.items()}
    found = [f"{path}{name}: there is no such argument" for name in block if name not in known]
    found += [f"{path}{name[1:]}: is missing" for name in takes if name.startswith("!") and name[1:] not in block]
    for name, kind in known.items():
        value = block.get(name)
        here = f"{path}{name}"
        if isinstance(kind, tuple):
            least, most, inner = kind
            blocks = [] if value is None else value
            if not isinstance(blocks, list) or not least <= len(blocks) <= most:
                found.append(f"{here}: wants {least} to {most} blocks: {value!r}")
                continue
            for index, one_block in enumerate(blocks):
                found += faults(one_block, inner, f"{here}[{index}].")
        elif value is not None and not fits(value, kind):
            found.append(f"{here}: is no {kind}: {value!r}")
    return found + [f"{path}{a} and {b}: only one" for a, b in CONFLICTS if a in block and b in block]


def fits(value, kind):
    if kind is TEXTS:
        return isinstance(value, list) and all(isinstance(text, str) for text in value)
    if kind is MAP:
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    if kind is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))
