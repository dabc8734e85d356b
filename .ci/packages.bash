# What Anel needs from Debian, and how to get it. Sourced by ./demo and ./check; runs nothing by itself.

# Exactly what building, testing and running uses. Sanitizers come with g++, dpkg-dev is for `cpack` alone and not here.
anel_packages=(
  bubblewrap
  catch2
  clang
  cmake
  g++
  gdb-multiarch
  libarchive-dev
  libbenchmark-dev
  libclang-rt-14-dev
  libcli11-dev
  libdw-dev
  libfmt-dev
  liblua5.4-dev
  libqscintilla2-qt6-dev
  libqt6opengl6-dev
  librapidcheck-dev
  libseccomp-dev
  libyaml-cpp-dev
  libzstd-dev
  lld
  llvm
  ninja-build
  nlohmann-json3-dev
  openbox
  patch
  qemu-user
  qt6-base-dev
  qt6-charts-dev
  qt6-l10n-tools
  qt6-svg-dev
  qt6-tools-dev
  qt6-translations-l10n
  valgrind
  xauth
  xvfb
)

# What the tests that take minutes use besides.
anel_long_packages=(
  munge
  parallel
  slurm-wlm
)

say() { printf '\n== %s\n' "$*"; }

# Prints the packages of the list above that are not installed, one to a line.
missing_packages() {
  local package
  for package in "${anel_packages[@]}"; do
    if [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]]; then
      printf '%s\n' "$package"
    fi
  done
}

# ensure_packages INSTALL: installs what is missing if INSTALL is `yes`, else names all of it and ends with 3.
ensure_packages() {
  local install=$1 missing as_root=()
  if ! command -v dpkg-query apt-get >/dev/null; then
    echo "This is not a Debian system: I cannot see what is installed, and go on with what there is." >&2
    echo "Debian's names of what is needed: ${anel_packages[*]}" >&2
    return 0
  fi
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} == 0)); then
    return 0
  fi
  if [[ $install != yes ]]; then
    echo "Missing packages: ${missing[*]}" >&2
    echo "Install them with: apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 3
  fi
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "Missing packages: ${missing[*]}" >&2
      echo "I am not root and there is no sudo. As root: apt-get install --no-install-recommends ${missing[*]}" >&2
      exit 3
    fi
    as_root=(sudo)
  fi
  say "Installing from Debian's packages: ${missing[*]}"
  # `env` rather than an assignment: sudo drops the caller's environment.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends \
    -o Dpkg::Use-Pty=0 "${missing[@]}" >/dev/null
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} != 0)); then
    echo "apt-get ended, and these packages are still missing: ${missing[*]}" >&2
    exit 3
  fi
}

# configure PRESET: only says something when it fails.
configure() {
  local log
  # Whoever builds all of it at once is sooner done with several files together.
  if ! log=$(cmake --preset "$1" -DANEL_TOGETHER=ON 2>&1); then
    printf '%s\n' "$log" >&2
    return 1
  fi
}

processors() { nproc 2>/dev/null || echo 2; }
