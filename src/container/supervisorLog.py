"""Writes supervisord's events as JSON lines: which program starts and ends, what redis-server says, and what a
crashing program leaves on stderr. An event listener: http://supervisord.org/events.html"""

import ast
import json
import os
import re
import signal
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
    # of a program that waits for its next start when all are told to stop
    "FATAL": ("info", "Процесс {title} больше не запускаем"),
    "UNKNOWN": ("error", "Состояние процесса {title} неизвестно"),
}
ENDED = {"BACKOFF", "EXITED", "STOPPED", "FATAL"}

# 12345:M 23 Nov 2026 07:00:00.123 * Ready to accept connections
REDIS_LINE = re.compile(r"\d+:\w \d+ \w+ \d+ [\d:.]+ (?P<mark>[.*#-]) (?P<message>.*)")
REDIS_LEVELS = {".": "debug", "-": "debug", "*": "info", "#": "warn"}
ROUTINE = re.compile(
    "oO0OoO0|just started|Configuration loaded|Server initialized|overcommit|monotonic clock|Running mode"
    "|signal-handler|User requested shutdown|ready to exit|Calling fsync|file [^ ]+ on server start"
    "|RDB (base file on|produced by|age|memory usage|is base)|Done loading RDB|from (base|incr) file"
)
LONGEST_LINE = 16384
GOODBYE_SECONDS = 0.2


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
    level, text = STATES.get(state, STATES["UNKNOWN"])
    name = headers["processname"]
    values = {"pid": headers.get("pid", "?"), "tries": headers.get("tries", "?")}
    say("supervisord", level, text.format(title=TITLES.get(name, name), **values))


def tell_output(program, channel, line):
    line = line.decode("utf-8", "replace")
    if not line.strip():
        return
    level = "error" if channel == "STDERR" else "info"
    if program == "redis":
        redis = REDIS_LINE.fullmatch(line)
        message, level = (redis["message"], REDIS_LEVELS[redis["mark"]]) if redis else (line, level)
        say(program, "debug" if ROUTINE.search(message) else level, f"Redis: {message}")
    else:
        say(program, level, line)


def parse(text):
    return dict(pair.split(":", 1) for pair in text.split())


def bytes_of(output):
    """The bytes a program wrote; supervisord shows those it cannot decode, as half a character, as Python writes them."""
    try:
        if output.startswith("Undecodable: b"):
            return ast.literal_eval(output.removeprefix("Undecodable: "))
    except (SyntaxError, ValueError):
        pass
    return output.encode("utf-8", "replace")


def listen(stdin, stdout):
    unfinished = {}

    def take_output(program, channel, output):
        *lines, rest = (unfinished.pop((program, channel), b"") + output).split(b"\n")
        if len(rest) < LONGEST_LINE:
            unfinished[program, channel] = rest
        else:
            lines.append(rest)
        for line in lines:
            tell_output(program, channel, line)

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
            state, headers = name.removeprefix("PROCESS_STATE_"), parse(payload)
            if state in ENDED:
                for channel in ("STDOUT", "STDERR"):
                    take_output(headers["processname"], channel, b"\n")
            tell_state(state, headers)
        elif name.startswith("PROCESS_LOG_"):
            about, output = payload.split("\n", 1)
            take_output(parse(about)["processname"], name.removeprefix("PROCESS_LOG_"), bytes_of(output))
        stdout.write(b"RESULT 2\nOK")
        stdout.flush()


def stop(*_):
    say("supervisord", "info", "Все программы остановлены")
    sys.exit()


if __name__ == "__main__":
    # told to stop after all others: what they said last may still be on its way
    signal.signal(signal.SIGTERM, lambda *_: signal.setitimer(signal.ITIMER_REAL, GOODBYE_SECONDS))
    signal.signal(signal.SIGALRM, stop)
    listen(open(sys.stdin.fileno(), encoding="utf-8", errors="replace", newline="\n"), sys.stdout.buffer)
