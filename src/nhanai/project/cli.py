"""The command line: `nhanai up | test | read | verify | facts | manage`."""

import os
import sys

USAGE = """\
Cách dùng:
  ./nhanai up [--without-demo] [--port 8000] [--host 127.0.0.1]
                             chạy hệ thống, kèm dữ liệu minh họa (mặc định)
  ./nhanai read TỆP [--json] đọc một văn bản và in ra nhiệm vụ
  ./nhanai verify TỆP.json   tính lại một đợt phân bổ, kiểm một tệp chứng minh
  ./nhanai facts rebuild [--check]
                             dựng lại số liệu gốc từ các bản ghi, hoặc chỉ đối chiếu
  ./nhanai test [fast]       chạy mọi kiểm thử
  ./nhanai manage …          lệnh quản trị
"""


def main() -> int:
    """Hand over to the part that was asked for; each part imports only what it needs."""
    command, *rest = sys.argv[1:] or ["help"]
    if command == "read":
        from nhanai.project.read import main as read

        return read(rest)
    if command == "verify":
        from nhanai.project.verify import main as verify

        return verify(rest)
    if command == "up":
        from nhanai.project.serve import main as up

        return up(rest)
    if command == "test":
        from nhanai.project.quality import main as test

        return test(rest)
    if command == "facts" and rest[:1] == ["rebuild"]:
        command, rest = "manage", ["rebuild_facts", *rest[1:]]
    if command == "manage":
        from nhanai.project.serve import choose_installation

        choose_installation(os.environ)
        from django.core.management import execute_from_command_line

        execute_from_command_line(["nhanai manage", *rest])
        return 0
    print(USAGE, file=sys.stderr)
    return 0 if command in {"help", "--help", "-h"} else 2
