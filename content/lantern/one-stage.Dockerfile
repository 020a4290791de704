# syntax=docker/dockerfile:1
FROM registry.example.org/base:3
RUN apk update
RUN apk add build-base
WORKDIR /src
COPY src/ ./
RUN make && make install
RUN apk del build-base && rm -rf /src /var/cache/apk/*
RUN adduser -D -H -u 10001 lantern
COPY --chmod=755 entrypoint.sh /
ENV LANTERN_PORT=8080
VOLUME /data
EXPOSE 8080
USER lantern
ENTRYPOINT ["/entrypoint.sh"]
CMD ["lantern"]
