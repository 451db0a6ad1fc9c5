package treewarden.worker.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import okhttp3.Interceptor;
import treewarden.domain.Secret;
import treewarden.sandbox.hub.HubFile;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.HubRepository;
import treewarden.sandbox.hub.StandInHub;
import treewarden.worker.hub.HubRepo.Visibility;

/** A publisher's desk: a Hub, a folder to publish, and clients that do not really wait. */
final class Desk implements AutoCloseable {
    static final HubRepo REPO = HubRepo.model("community/tiny-lab");
    static final String TAG = "release-20261123";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T02:00:00Z"), ZoneOffset.UTC);

    /** So small that tests have many parts. */
    static final int PART = 64 << 10;

    final StandInHub hub;
    final Path folder;
    final List<Duration> waits = new ArrayList<>();
    private final Path home;

    Desk(Path home, HubOptions options) {
        this.home = home;
        this.folder = home.resolve("model");
        this.hub = StandInHub.start(options);
        text("README.md", "---\nlicense: apache-2.0\n---\n# Tiny\n");
        text("config.json", "{}");
    }

    static Desk in(Path home) {
        return new Desk(home, options(home));
    }

    static HubOptions options(Path home) {
        return HubOptions.in(home.resolve("hub")).withParts(PART, PART);
    }

    Desk text(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Desk file(String path, byte[] content) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Weights of about so many bytes, always the same ones. */
    Desk weights(String path, int size) {
        return file(path, safetensors(size));
    }

    static byte[] safetensors(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(2)
                .put((byte) '{')
                .put((byte) '}');
        return bytes;
    }

    Hub connect(Interceptor... interceptors) {
        return connect(HubOptions.TOKEN.secret(), interceptors);
    }

    Hub connect(String token, Interceptor... interceptors) {
        var config = HubConfig.of(URI.create(hub.url()), Secret.of(token), home.resolve("journal"));
        return Hub.connect(config, CLOCK, waits::add, List.of(interceptors));
    }

    PublishRequest request() {
        return new PublishRequest(REPO, Visibility.PUBLIC, folder, "7", TAG, "Release of 2026-11-23", "Of 3 leaves.");
    }

    Published publish(Interceptor... interceptors) {
        try (var client = connect(interceptors)) {
            return new PublishFolder(client).publish(request());
        }
    }

    HubRepository repository() {
        return hub.model(REPO.id()).orElseThrow();
    }

    List<String> mainTitles() {
        return repository().history("main").stream()
                .map(commit -> commit.title())
                .toList();
    }

    byte[] content(String path) {
        var file = Objects.requireNonNull(
                repository().find("main").orElseThrow().files().get(path), path);
        try {
            if (file instanceof HubFile.Lfs lfs) {
                try (var in = hub.open(lfs)) {
                    return in.readAllBytes();
                }
            }
            return ((HubFile.Regular) file).content();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        hub.close();
    }
}
