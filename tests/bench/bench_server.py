"""A server for a benchmark, with a folder that goes with it; and a file of some 53,700 records to keep in step with it."""

import contextlib
import os
import shutil
import subprocess
import tempfile


@contextlib.contextmanager
def served(server_js, modules):
    """The folder, and the address of the server."""
    folder = tempfile.mkdtemp(prefix="crm-bench-")
    os.mkdir(os.path.join(folder, "server"))
    server = subprocess.Popen(["node", server_js, modules, os.path.join(folder, "server")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield folder, "http://127.0.0.1:%d/" % int(server.stdout.readline())
    finally:
        server.stdin.close()
        server.wait()
        shutil.rmtree(folder)


def is_installed(modules):
    if not os.path.isdir(modules):
        print("./check gets the server first")
    return os.path.isdir(modules)


def run(crmctl, path, *arguments):
    return subprocess.run([crmctl, "--file", path, *arguments], check=True, capture_output=True, text=True).stdout


def generate(crmctl, path, people):
    run(crmctl, path, "generate", "--people", str(people), "--deals", str(people // 16), "--activities", str(people // 6), "--seed", "1")
