"""What can a program ask? The OpenAPI 3.1 document, written from the operations as they were declared."""

import re
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from oewg.accounts.door.programs import OPERATIONS, Operation
from oewg.accounts.rules.permissions import ACTS, ROLES

_PLACE = re.compile(r"<(?:(int|string):)?(\w+)>")
_REFERENCES = "#/components/schemas/{model}"


def openapi(title: str, version: str) -> dict[str, Any]:
    """The document for all rooms' operations."""
    inputs: list[type[BaseModel]] = [o.takes for o in OPERATIONS if o.takes]
    outputs: list[type[BaseModel]] = [o.answers for o in OPERATIONS]
    pairs: list[tuple[type[BaseModel], JsonSchemaMode]] = [(model, "validation") for model in dict.fromkeys(inputs)]
    pairs += [(model, "serialization") for model in dict.fromkeys(outputs)]
    names, schemas = models_json_schema(pairs, ref_template=_REFERENCES)
    references = {(model, mode): schema for (model, mode), schema in names.items()}
    paths: dict[str, dict[str, Any]] = {}
    for described in OPERATIONS:
        path = "/api/v1" + _PLACE.sub(r"{\2}", described.path)
        paths.setdefault(path, {})[described.method.lower()] = _describe(described, references)
    components = dict(schemas.get("$defs", {}))
    components["Problem"] = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "fields": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _describe(described: Operation, references: dict[Any, Any]) -> dict[str, Any]:
    problem = {"content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    everybody = "public" in ACTS[described.act]
    answers: dict[str, Any] = {
        str(described.status): {
            "description": described.summary,
            "content": {"application/json": {"schema": references[(described.answers, "serialization")]}},
        },
        "401": {"description": "The token is missing, unknown or no longer good", **problem},
        "404": {"description": "There is no such thing, or it is not open to this reader", **problem},
        "422": {"description": "What was sent cannot be read", **problem},
        "429": {"description": "Too many requests", **problem},
        "503": {"description": "The database cannot be reached", **problem},
    }
    if len(ACTS[described.act]) < len(ROLES):
        answers["403"] = {"description": "The capacity does not include this", **problem}
    if described.method == "GET":
        answers["304"] = {"description": "Nothing has changed"}
    else:
        answers["400"] = {"description": "The request is malformed", **problem}
        answers["409"] = {"description": "A rule of the working group refuses it", **problem}
        answers["413"] = {"description": "The request is too large", **problem}
        answers["415"] = {"description": "The request is not JSON", **problem}
    operation: dict[str, Any] = {
        "operationId": f"{described.room}.{described.name}".replace("_api", ""),
        "summary": described.summary,
        "tags": [described.room.removesuffix("_api")],
        "parameters": [*_places(described), *_query(described)],
        "responses": answers,
        "security": [{"token": []}] if not everybody else [{}, {"token": []}],
    }
    if described.method != "GET":
        operation["parameters"].append(
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": False,
                "schema": {"type": "string", "maxLength": 60},
                "description": "The same key and contents sent again are the same one act.",
            }
        )
    if described.takes:
        schema = references[(described.takes, "validation")]
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _places(described: Operation) -> list[dict[str, Any]]:
    kinds = {"int": {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}}
    return [
        {"name": name, "in": "path", "required": True, "schema": kinds.get(kind, {"type": "string"})}
        for kind, name in _PLACE.findall(described.path)
    ]


def _query(described: Operation) -> list[dict[str, Any]]:
    if not described.query:
        return []
    schema = described.query.model_json_schema()
    return [
        {"name": name, "in": "query", "required": name in schema.get("required", []), "schema": property_}
        for name, property_ in schema["properties"].items()
    ]
