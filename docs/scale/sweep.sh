#!/bin/sh
# Checks one shard of an organisation's repositories, as far as they have changed.
#
#     sweep.sh LIST SHARD SHARDS RULES FOLDER
#
# LIST      a file with a line "NAME URL" for each repository
# SHARD     which of the SHARDS is checked here, from 0; a repository is always in the same one
# RULES     a folder with termlint.yaml and the glossaries that it names
# FOLDER    where reports and caches are kept from one sweep to the next
#
# The report on a repository is FOLDER/found/NAME.json. FOLDER/done/NAME says for which commit and
# under which rules it holds; as long as both are the same, nothing is fetched.
set -eu

list=$(realpath "$1") shard=$2 shards=$3 rules=$(realpath "$4")
mkdir -p "$5"
cd "$5"

# All that findings depend on beside the documents.
version=$({ termlint --version && cat "$rules"/*.yaml; } | git hash-object --stdin)

check() { # NAME URL
    rm -rf checkout report.json &&
        git clone --quiet --depth 1 --filter=blob:none --no-checkout "$2" checkout &&
        git -C checkout sparse-checkout set --no-cone '*.md' '*.markdown' '*.mdown' '*.mkd' '*.mdx' &&
        git -C checkout checkout --quiet &&
        # Files that cannot be read stand in the report; without a report something else is wrong.
        { (cd checkout && termlint check --config "$rules/termlint.yaml" --jobs 1 --exit-zero \
            --cache-dir "../cache/$1" --output-format json -o ../report.json) ||
            [ -s report.json ]; } &&
        mkdir -p "$(dirname "found/$1")" "$(dirname "done/$1")" &&
        mv report.json "found/$1.json" &&
        echo "$(git -C checkout rev-parse HEAD) $version" >"done/$1"
}

failed=0
while read -r name url; do
    number=$(printf %s "$name" | cksum | cut -d ' ' -f 1)
    [ $((number % shards)) -eq "$shard" ] || continue
    commit=$(git ls-remote "$url" HEAD | cut -f 1)
    [ "$commit $version" != "$(cat "done/$name" 2>/dev/null)" ] || continue
    check "$name" "$url" </dev/null || {
        echo "$name was not checked" >&2
        failed=1
    }
done <"$list"
exit "$failed"
