#!/bin/sh
# Runs a command in a root as a container engine does: enterRoot.sh ROOT [MOUNT…] -- COMMAND…
# Called under `unshare --mount --pid --fork`, so that all mounts and processes end with it.
#   bind SOURCE TARGET    tmpfs OPTIONS TARGET    readonly TARGET    user NAME
set -eu
root=$1
shift
# what container engines leave to root (docs.docker.com/engine/security)
capabilities=-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service
capabilities=$capabilities,+net_raw,+sys_chroot,+mknod,+audit_write,+setfcap

mount --bind "$root" "$root"
mount -t proc -o nosuid,nodev,noexec proc "$root/proc"
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs "$root/sys"
mount -t tmpfs -o nosuid,mode=755 tmpfs "$root/dev"
for device in null zero full random urandom tty; do
  : >"$root/dev/$device"
  mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir -m 1777 "$root/dev/shm"
mount -t tmpfs -o nosuid,nodev,noexec,mode=1777 tmpfs "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"
for stream in stdin:0 stdout:1 stderr:2; do
  ln -s "/proc/self/fd/${stream#*:}" "$root/dev/${stream%:*}"
done
while [ "$1" != -- ]; do
  case $1 in
    bind) mount --bind "$2" "$root$3"; shift 3 ;;
    tmpfs) mount -t tmpfs -o "nosuid,nodev,$2" tmpfs "$root$3"; shift 3 ;;
    readonly) mount -o remount,bind,ro "$root$2"; shift 2 ;;
    user) user="--userspec=$2"; shift 2 ;;
    *) echo "enterRoot.sh: $1" >&2; exit 64 ;;
  esac
done
shift
exec setpriv --inh-caps -all --bounding-set "$capabilities" chroot ${user-} "$root" "$@"
