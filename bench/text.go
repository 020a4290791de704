package main

// What every page has in common. Names in braces differ from page to page.

const opening = `---
title: "The {app} image"
weight: {i}
---

{app} is served from an image of two stages. `

const buildStage = `FROM ruby:{version}-slim AS build

WORKDIR /src/{app}

RUN apt-get update \
    && apt-get install -y --no-install-recommends {tools} \
    && rm -rf /var/lib/apt/lists/*

ENV BUNDLE_PATH=/opt/{app}/bundle \
    BUNDLE_WITHOUT="development:test"
RUN gem install bundler --no-document

COPY Gemfile Gemfile.lock ./
RUN bundle config set --local deployment true \
    && bundle install --jobs 4 --retry 3
`

var buildNotes = []string{
	"FROM ruby:{version}-slim AS build", "apt-get install {tools}", "rm -rf /var/lib/apt/lists/*",
	"BUNDLE_WITHOUT=\"development:test\"", "gem install bundler", "bundle install --jobs 4",
}

const finalStage = `FROM ruby:{version}-slim AS final

ENV RAILS_ENV=production \
    RAILS_LOG_TO_STDOUT=1 \
    BUNDLE_PATH=/opt/{app}/bundle

RUN apt-get update \
    && apt-get install -y --no-install-recommends {libraries} \
    && rm -rf /var/lib/apt/lists/*

RUN groupadd --gid {user} web \
    && useradd --uid {user} --gid web --no-create-home --shell /usr/sbin/nologin {app}

COPY --from=build /opt/{app} /opt/{app}

WORKDIR /srv
COPY --chown={app}:web . .

RUN mkdir -p /srv/cache \
    && chown {app}:web /srv/cache \
    && chmod +x /srv/entrypoint.sh

USER {app}

EXPOSE {port}

ENTRYPOINT ["/srv/entrypoint.sh"]
CMD ["bundle", "exec", "puma", \
     "--port", "{port}", \
     "--threads", "{threads}", \
     "--environment", "production"]
`

var finalNotes = []string{
	"FROM ruby:{version}-slim AS final", "RAILS_ENV=production", "RAILS_LOG_TO_STDOUT=1", "apt-get install {libraries}",
	"groupadd / useradd", "COPY --from=build /opt/{app} /opt/{app}", "COPY --chown={app}:web . .",
	"chmod +x /srv/entrypoint.sh", "USER {app}", "EXPOSE {port}", "ENTRYPOINT", `CMD ["bundle", ...]`,
}

const entrypoint = `#!/bin/sh
set -e

echo "[{app}] preparing the database"
bundle exec rails db:prepare

echo "[{app}] clearing the cache"
bundle exec rails tmp:cache:clear --trace

if [ -n "${{APP}_SEED:-}" ]; then
    bundle exec rails db:seed "${{APP}_SEED}"
fi

exec "$@"
`

var entrypointNotes = []string{"set -e", "rails db:prepare", "rails tmp:cache:clear --trace", `exec "$@"`}

const sizes = `
## How large

| Way | About |
| --- | --- |
| One stage | {one} MB |
| Two stages | {two} MB |

`
