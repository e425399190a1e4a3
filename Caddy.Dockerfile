# Caddy's own image with one module more: what it compresses itself, it compresses with Brotli.
FROM caddy:2.11.4-builder-alpine@sha256:1a1689db91cfb390b2d856a1b3774e796852822cd723fa54c475b272f82bb4b7 AS build
RUN apk add --no-cache build-base pkgconf brotli-dev
RUN CGO_ENABLED=1 xcaddy build --with github.com/dunglas/caddy-cbrotli@v1.0.1

FROM caddy:2.11.4-alpine@sha256:5f5c8640aae01df9654968d946d8f1a56c497f1dd5c5cda4cf95ab7c14d58648
RUN apk add --no-cache brotli-libs
COPY --from=build /usr/bin/caddy /usr/bin/caddy
