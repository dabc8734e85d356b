#!/usr/bin/env bash
# Gradescope runs this once, when it builds the image of an autograder: it installs Anel from the package that lies beside it.
# The zip that is uploaded holds this file, run_autograder, anel_*.deb, lab.txt (one line: the lab's number), labs/ (the instructor's pack, unpacked)
# and key.txt (the secret of the hidden tests).
set -euo pipefail
source_folder=${ANEL_AUTOGRADER:-/autograder}/source
apt-get update -qq
apt-get install --yes --no-install-recommends bubblewrap "$source_folder"/anel_*.deb
