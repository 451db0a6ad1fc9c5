# Treewarden as a service: `treewarden serve --config /etc/treewarden/treewarden.yaml`.
#
#   docker build -t treewarden .
#   docker run --read-only --tmpfs /tmp:size=64m --cap-drop ALL --security-opt no-new-privileges \
#     -v treewarden-data:/data -v ./treewarden.yaml:/etc/treewarden/treewarden.yaml:ro -p 8080:8080 treewarden

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -pl app -am package -Dmaven.test.skip=true

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 treewarden \
 && useradd --uid 10001 --gid treewarden --no-create-home --home-dir /data --shell /usr/sbin/nologin treewarden \
 && mkdir /data && chown treewarden:treewarden /data
COPY --from=build /src/app/target/treewarden.jar /opt/treewarden/treewarden.jar
COPY --from=build /src/app/target/lib /opt/treewarden/lib
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
# Alive means that the process answers; whether it is ready is for the one who routes traffic to ask, at /readyz.
HEALTHCHECK --interval=15s --timeout=3s --start-period=20s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /livez HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/treewarden/treewarden.jar"]
CMD ["serve", "--config", "/etc/treewarden/treewarden.yaml"]
