"""Writes supervisord's events as JSON lines: which program starts and ends, what redis-server says, and what a
crashing program leaves on stderr. An event listener: http://supervisord.org/events.html"""

import io
import json
import os
import re
import sys
from datetime import datetime, timezone

LEVELS = {"trace": 10, "debug": 20, "info": 30, "warn": 40, "error": 50, "fatal": 60, "silent": 100}
LOWEST = LEVELS.get(os.environ.get("LOG_LEVEL", ""), LEVELS["info"])
IS_PRETTY = os.environ.get("LOG_FORMAT") == "pretty"
TITLES = {"redis": "Redis"}

STATES = {
    "STARTING": ("debug", "Запускаем {title}"),
    "RUNNING": ("info", "Процесс {title} работает (pid {pid})"),
    "BACKOFF": ("warn", "Процесс {title} не запустился (попытка {tries}), следующая через {tries} с"),
    "STOPPING": ("info", "Останавливаем {title}"),
    "EXITED": ("warn", "Процесс {title} неожиданно завершился (pid {pid}), запускаем снова"),
    "STOPPED": ("info", "Процесс {title} остановлен"),
    "FATAL": ("error", "Процесс {title} не запускается"),
    "UNKNOWN": ("error", "Состояние процесса {title} неизвестно"),
}

# 12345:M 23 Nov 2026 07:00:00.123 * Ready to accept connections
REDIS_LINE = re.compile(r"\d+:\w \d+ \w+ \d+ [\d:.]+ (?P<mark>[.*#-]) (?P<message>.*)")
REDIS_LEVELS = {".": "debug", "-": "debug", "*": "info", "#": "warn"}
ROUTINE = re.compile("oO0OoO0|just started|Configuration loaded|Server initialized|overcommit|monotonic clock|Running mode")


def say(program, level, message):
    if LEVELS[level] < LOWEST:
        return
    time = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if IS_PRETTY:
        line = f"[{time}] {level.upper()}: {program}: {message}"
    else:
        fields = {"level": LEVELS[level], "time": time, "program": program, "msg": message}
        line = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    # stdout belongs to the protocol of event listeners
    sys.stderr.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stderr.buffer.flush()


def tell_state(state, headers):
    level, text = STATES[state]
    name = headers["processname"]
    values = {"pid": headers.get("pid", "?"), "tries": headers.get("tries", "?")}
    say("supervisord", level, text.format(title=TITLES.get(name, name), **values))


def tell_output(program, channel, line):
    redis = REDIS_LINE.fullmatch(line) if program == "redis" else None
    if redis:
        level = "debug" if ROUTINE.search(redis["message"]) else REDIS_LEVELS[redis["mark"]]
        say(program, level, f"Redis: {redis['message']}")
    elif line.strip():
        say(program, "error" if channel == "STDERR" else "info", line)


def parse(text):
    return dict(pair.split(":", 1) for pair in text.split())


def listen(stdin, stdout):
    unfinished = {}
    while True:
        stdout.write(b"READY\n")
        stdout.flush()
        header = stdin.readline()
        if not header:
            return
        event = parse(header)
        # supervisord counts characters, not bytes
        payload = stdin.read(int(event["len"]))
        name = event["eventname"]
        if name.startswith("PROCESS_STATE_"):
            tell_state(name.removeprefix("PROCESS_STATE_"), parse(payload))
        elif name.startswith("PROCESS_LOG_"):
            about, output = payload.split("\n", 1)
            program, channel = parse(about)["processname"], name.removeprefix("PROCESS_LOG_")
            *lines, rest = (unfinished.get((program, channel), "") + output).split("\n")
            unfinished[program, channel] = rest
            for line in lines:
                tell_output(program, channel, line)
        stdout.write(b"RESULT 2\nOK")
        stdout.flush()


if __name__ == "__main__":
    listen(io.TextIOWrapper(sys.stdin.buffer, "utf-8", "replace", newline="\n"), sys.stdout.buffer)
