package treewarden.app.release.ready;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import treewarden.app.config.ConfigFile;
import treewarden.app.release.ready.Looked.State;
import treewarden.domain.Capability;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.HubToken;
import treewarden.sandbox.hub.StandInHub;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.worker.release.ModelBefore;

/** A machine that a release could start on, with a stand-in for everything outside. */
final class ReadyMachine implements AutoCloseable {
    static final Path TRAINER = Path.of("..", "trainer").toAbsolutePath().normalize();
    static final HubToken READING = HubToken.reading("hf_reading", "community");

    /** What a trainer says that finds nothing wrong. */
    static final String FINE = """
            echo '{"event": "checked", "what": "trainer", "good": true, "message": "0.1.0 on a GPU"}'
            echo '{"event": "checked", "what": "base-model", "good": true, "message": "It can be trained on"}'
            """;

    private static final HubToken LIMITED =
            HubToken.writing("hf_limited", "ada").only("community/model");

    private final Path folder;
    private final StandInHub hub;
    private final StandInTeacher teacher;
    private final Map<String, String> keys = new TreeMap<>();
    private Set<Capability> here = EnumSet.allOf(Capability.class);
    private Set<Capability> others = Set.of();
    private String token = LIMITED.secret();
    private Supplier<Optional<ModelBefore>> before = Optional::empty;

    private ReadyMachine(Path folder) throws IOException {
        this.folder = folder;
        hub = StandInHub.start(HubOptions.in(folder.resolve("hub")).withTokens(HubOptions.TOKEN, LIMITED, READING));
        teacher = StandInTeacher.start(TeacherOptions.defaults());
    }

    static ReadyMachine in(Path folder) throws IOException {
        var machine = new ReadyMachine(folder);
        machine.hub.createModel("community/model");
        HeaderAlone.model(folder.resolve("base"), "float32", Map.of("lm_head.weight", List.of(6, 4)));
        machine.program("python", FINE);
        machine.program("vllm", "");
        machine.set("base-model", folder.resolve("base").toString());
        machine.set("model", "community/model");
        machine.set("folder", folder.resolve("releases").toString());
        machine.set("hub", machine.hub.url());
        machine.set("trainer", "{python: python}");
        return machine;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** A key below {@code releases}. */
    void set(String key, String value) {
        keys.put(key, value);
    }

    /** People get a release by now. */
    void after(Supplier<Optional<ModelBefore>> last) {
        before = last;
    }

    /** Empty for none. */
    void token(String secret) {
        token = secret;
    }

    void here(Set<Capability> capabilities) {
        here = capabilities;
    }

    void others(Set<Capability> capabilities) {
        others = capabilities;
    }

    String teacher() {
        return teacher.url();
    }

    void stopTheTeacher() {
        teacher.close();
    }

    /** In the PATH. */
    void program(String name, String script) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        var file = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    List<Looked> look() throws IOException {
        return checks().look();
    }

    List<Looked> lookHere() throws IOException {
        return checks().lookHere();
    }

    State state(String what) throws IOException {
        return at(what).state();
    }

    String words(String what) throws IOException {
        return at(what).words();
    }

    Map<String, String> notReady() throws IOException {
        var found = new TreeMap<String, String>();
        look().stream()
                .filter(one -> one.state() == State.NOT_READY)
                .forEach(one -> found.put(one.what(), one.words()));
        return found;
    }

    private Looked at(String what) throws IOException {
        return look().stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private CheckBeforeRelease checks() throws IOException {
        var yaml = new StringBuilder("""
                database:
                  sqlite: %s
                teacher:
                  url: %s
                  model: %s
                releases:
                  taxonomy: instructlab/taxonomy
                """.formatted(folder.resolve("treewarden.db"), teacher.url(), teacher.model()));
        keys.forEach((key, value) ->
                yaml.append("  ").append(key).append(": ").append(value).append('\n'));
        var secrets = new HashMap<String, String>();
        if (!token.isEmpty()) {
            secrets.put("TREEWARDEN_HUB_TOKEN", token);
        }
        var file = Files.writeString(folder.resolve("worker.yaml"), yaml);
        var config = ConfigFile.readForWorker(file, secrets);
        var environment = Map.of(
                "PATH", folder.resolve("bin").toString(),
                "PYTHONPATH", TRAINER.toString());
        return new CheckBeforeRelease(
                Objects.requireNonNull(config.releases()),
                config.teacher(),
                before,
                new Site(here, others, environment),
                Clock.systemUTC());
    }

    @Override
    public void close() {
        teacher.close();
        hub.close();
    }
}
