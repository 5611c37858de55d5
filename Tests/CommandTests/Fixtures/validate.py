"""Validates documents with a JSON Schema: validate.py SCHEMA FILE...

Ends with 0 when all are valid, 1 when one is not, 77 when a module is missing.
"""

import json
import sys

try:
    import jsonschema
    import yaml
except ImportError as error:
    print(f"not checked: {error}", file=sys.stderr)
    sys.exit(77)

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
kind = jsonschema.validators.validator_for(schema)
kind.check_schema(schema)
validator = kind(schema)
status = 0
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        for error in validator.iter_errors(yaml.safe_load(file)):
            print(f"{path}: {error.json_path}: {error.message}", file=sys.stderr)
            status = 1
sys.exit(status)
