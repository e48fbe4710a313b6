import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.export.drives import (
    Drive,
    drives,
    file_system,
    is_fat,
    kind_of,
    linux_drives,
    mac_volumes,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the paths are POSIX paths")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "my stick"
    place.mkdir()
    return place


@pytest.fixture
def devices(tmp_path: Path) -> Path:
    """What /sys/dev/block holds for a card (8:1), an external disk (8:17), a built-in one (8:33)."""
    real = tmp_path / "sys" / "devices"
    folder = tmp_path / "sys" / "block"
    folder.mkdir(parents=True)
    for number, disk, flag in (
        ("8:1", "mmc/sda", "1\n"),
        ("8:17", "usb2/2-1/sdb", "0\n"),
        ("8:33", "ata/sdc", "0\n"),
    ):
        partition = real / disk / f"{disk[-3:]}1"
        partition.mkdir(parents=True)
        (partition.parent / "removable").write_text(flag)
        (folder / number).symlink_to(partition)
    return folder


@pytest.fixture
def labels(tmp_path: Path) -> Path:
    folder = tmp_path / "by-label"
    folder.mkdir()
    device = tmp_path / "sda1"
    device.touch()
    (folder / "آمار\\x202024").symlink_to(device)
    return folder


def line(path: Path, number: str = "8:1", kind: str = "vfat", flags: str = "rw") -> str:
    written = str(path).replace("\\", "\\134").replace(" ", "\\040")
    return f"40 27 {number} / {written} rw,relatime shared:1 - {kind} /dev/sda1 {flags}\n"


def paths(mounts: str, devices: Path, labels: Path) -> list[Path]:
    return [drive.path for drive in linux_drives(mounts, devices, labels)]


def test_a_stick_is_found_with_its_label_and_its_room(
    stick: Path, devices: Path, labels: Path
) -> None:
    (drive,) = linux_drives(line(stick), devices, labels)

    usage = shutil.disk_usage(stick)
    assert (drive.path, drive.label, drive.file_system) == (stick, "آمار 2024", "vfat")
    assert drive.size == usage.total


def test_an_external_disk_is_found_though_it_is_not_called_removable(
    stick: Path, devices: Path, labels: Path
) -> None:
    assert paths(line(stick, "8:17", "exfat"), devices, labels) == [stick]


@pytest.mark.parametrize(
    ("number", "kind", "flags"),
    [
        ("8:33", "ext4", "rw"),
        ("8:1", "vfat", "ro"),
        ("0:50", "nfs4", "rw"),
        ("0:51", "tmpfs", "rw"),
    ],
)
def test_built_in_read_only_and_network_mounts_are_left_out(
    stick: Path, devices: Path, labels: Path, number: str, kind: str, flags: str
) -> None:
    assert paths(line(stick, number, kind, flags), devices, labels) == []


def test_a_dead_network_mount_below_media_is_asked_for_nothing(
    devices: Path, labels: Path, tmp_path: Path
) -> None:
    assert paths(line(Path("/media/ada/server"), "0:50", "cifs"), devices, labels) == []


def test_a_drive_that_was_pulled_meanwhile_is_left_out(
    stick: Path, devices: Path, labels: Path
) -> None:
    stick.rmdir()

    assert paths(line(stick), devices, labels) == []


def test_a_drive_that_is_mounted_twice_is_listed_once(
    stick: Path, devices: Path, labels: Path, tmp_path: Path
) -> None:
    assert paths(line(stick) + line(tmp_path), devices, labels) == [stick]


def test_the_systems_own_mounts_are_left_out(devices: Path, labels: Path) -> None:
    mounts = line(Path("/")) + line(Path("/boot/efi"))

    assert paths(mounts, devices, labels) == []


def test_of_a_macs_mounts_only_local_volumes_that_can_be_written_are_listed() -> None:
    told = (
        "/dev/disk1s1 on / (apfs, local, journaled)\n"
        "/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev, nosuid, noowners)\n"
        "//ada@server/share on /Volumes/share (smbfs, nodev, nosuid)\n"
        "/dev/disk5s1 on /Volumes/Installer (hfs, local, read-only)\n"
        "no mount at all\n"
    )

    assert list(mac_volumes(told)) == [(Path("/Volumes/STICK"), "msdos")]


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A real file system of its own, mounted below /mnt."""
    place, image = Path("/mnt") / f"curator-{tmp_path.name}", tmp_path / "stick.img"
    try:
        with image.open("wb") as file:
            file.truncate(4 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True, capture_output=True)
        place.mkdir()
        subprocess.run(["mount", "-o", "loop", image, place], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        if place.exists():
            place.rmdir()
        pytest.skip("this system lets only root mount a file system")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)
        place.rmdir()


@pytest.mark.skipif(sys.platform != "linux", reason="mounts as Linux does")
def test_a_drive_that_is_really_mounted_is_listed(mounted: Path) -> None:
    found = {drive.path: drive for drive in drives()}

    assert isinstance(found[mounted], Drive)
    assert found[mounted].file_system == file_system(mounted / "new" / "folder") == "ext4"
    assert 0 < found[mounted].free < found[mounted].size < 4 << 20


def test_a_path_lies_on_the_innermost_file_system_that_was_mounted_last() -> None:
    mounts = [
        (Path("/"), "ext4"),
        (Path("/media/ada/STICK"), "vfat"),
        (Path("/media"), "tmpfs"),
        (Path("/media/ada/STICK"), "exfat"),
    ]

    assert kind_of(Path("/media/ada/STICK/cities"), mounts) == "exfat"
    assert kind_of(Path("/media/ada/STICKY"), mounts) == "tmpfs"
    assert kind_of(Path("/home/ada"), mounts) == "ext4"
    assert kind_of(Path("/home/ada"), []) == ""


@pytest.mark.parametrize(
    ("kind", "small"), [("vfat", True), ("FAT32", True), ("exfat", False), ("", False)]
)
def test_fat_is_known_by_every_name(kind: str, small: bool) -> None:
    assert is_fat(kind) == small


def test_looking_for_drives_gives_a_list() -> None:
    assert all(drive.free <= drive.size for drive in drives())
