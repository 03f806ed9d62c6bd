"""A real server that speaks like S3, on a loopback port, and notes what it is asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import boto3
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

BUCKET = "bucket"


class S3Server:
    """moto's server behind a doorkeeper: it counts, and can be told to take its time or refuse."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str]] = []
        self.seconds_each = 0.0
        self.refused: set[str] = set()
        self._app = DomainDispatcherApplication(create_backend_app)
        self.address = ""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        time.sleep(self.seconds_each)
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        refused = method in self.refused
        answer = (_refuse if refused else self._app)(environ, start_response)
        self.requests.append((method, path))
        return answer

    @property
    def sent(self) -> list[str]:
        """Paths in the bucket that were written, in order."""
        puts = [path for method, path in self.requests if method == "PUT"]
        return [path.removeprefix(f"/{BUCKET}/") for path in puts]

    @property
    def environment(self) -> dict[str, str]:
        """What tells clients where it is and who they are."""
        return {
            "AWS_ENDPOINT_URL": self.address,
            "AWS_ACCESS_KEY_ID": "id",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    @cached_property
    def client(self) -> Any:
        return boto3.client(
            "s3",
            endpoint_url=self.address,
            region_name="us-east-1",
            aws_access_key_id="id",
            aws_secret_access_key="secret",
        )

    def count(self, method: str) -> int:
        """How often it was asked by a method of HTTP."""
        return [asked for asked, _ in self.requests].count(method)

    def wait_for(self, name: str, times: int) -> bool:
        """Wait until a file of this name was written so often; False if that takes a minute."""
        until = time.monotonic() + 60
        while self._written(name) < times and time.monotonic() < until:
            time.sleep(0.01)
        return self._written(name) >= times

    def _written(self, name: str) -> int:
        return sum(path.endswith(name) for path in self.sent)

    def put(self, key: str, data: bytes) -> None:
        """Write an object, as anybody could."""
        self.client.put_object(Bucket=BUCKET, Key=key, Body=data)

    def objects(self, folder: str) -> dict[str, dict[str, Any]]:
        """What is below a folder of the bucket: each answer to GET, with ``Body`` read."""
        client = self.client
        pages = client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=folder)
        keys = [entry["Key"] for page in pages for entry in page.get("Contents", ())]
        found = {key: client.get_object(Bucket=BUCKET, Key=key) for key in keys}
        return {key: {**got, "Body": got["Body"].read()} for key, got in found.items()}


def _refuse(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("403 Forbidden", [("Content-Type", "application/xml")])
    return [b"<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"]


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """A running server with one empty bucket."""
    store = S3Server()
    server = make_server("127.0.0.1", 0, store, True, request_handler=MotoRequestHandler)
    store.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        store.client.create_bucket(Bucket=BUCKET)
        store.requests.clear()
        yield store
    finally:
        store.client.close()
        server.shutdown()
        thread.join(10)
        server.server_close()
