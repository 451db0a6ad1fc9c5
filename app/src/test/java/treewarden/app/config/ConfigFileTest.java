package treewarden.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.config.Config.DatabaseSettings;
import treewarden.bot.approval.ApprovalRules;
import treewarden.bot.release.AnnounceRelease.Notes;
import treewarden.domain.MergeMethod;
import treewarden.web.session.TrustedProxies;

class ConfigFileTest {
    private static final String SMALLEST = """
            github:
              app-id: 12345
              repositories:
                - instructlab/taxonomy
              maintainers:
                - maintain
            """;

    @TempDir
    Path folder;

    private final Map<String, String> environment =
            new HashMap<>(Map.of("TREEWARDEN_GITHUB_PRIVATE_KEY", "a key", "TREEWARDEN_WEBHOOK_SECRET", "a secret"));

    @Test
    void theSmallestConfigurationHasTheseDefaults() throws IOException {
        var config = read(SMALLEST);

        assertThat(config.database()).isEqualTo(new DatabaseSettings.Sqlite(folder.resolve("data/treewarden.db")));
        assertThat(config.artifacts()).isEqualTo(folder.resolve("data/artifacts"));
        assertThat(config.server()).isEqualTo(new Config.Server("127.0.0.1", 8080, "http://127.0.0.1:8080"));
        assertThat(config.github().apiUrl()).hasToString("https://api.github.com");
        assertThat(config.github().webUrl()).isEqualTo("https://github.com");
        assertThat(config.github().writeSpacing()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.github().commands())
                .isEqualTo(new Config.CommandSettings(List.of("maintain"), List.of("triage"), 10));
        assertThat(config.teacher()).isNull();
        assertThat(config.validation()).isEqualTo(new Config.ValidationSettings("declared", null, Map.of()));
        assertThat(config.sample()).isEqualTo(Config.SampleSettings.USUAL);
        assertThat(config.jobs())
                .isEqualTo(new Config.JobSettings(
                        8, Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofSeconds(10)));
    }

    @Test
    void everyProblemIsToldAtOnceWithItsLine() {
        environment.clear();
        environment.put("TREEWARDEN_WEBHOOK_SECRET", " ");

        assertThat(problemsOf("""
                        server:
                          prot: 80
                          public-url: ftp://example.org
                        github:
                          api-url: http://github.example
                          repositories: [taxonomy]
                          maintainers: []
                        teacher:
                          url: http://teacher.example/v1
                        sample:
                          leaves: many
                        tempo: 3
                        """))
                .containsExactly(
                        "treewarden.yaml:3: `server.public-url` must be an http or https address (with a host, and without user and password)",
                        "treewarden.yaml:5: an http address sends credentials in clear text; use https",
                        "treewarden.yaml:5: the key `github.app-id` is missing: the number of your GitHub App, on the App's settings page",
                        "TREEWARDEN_GITHUB_PRIVATE_KEY: is not set: the private key of the GitHub App (PEM). Set TREEWARDEN_GITHUB_PRIVATE_KEY_FILE to a file that holds it, or TREEWARDEN_GITHUB_PRIVATE_KEY itself",
                        "TREEWARDEN_WEBHOOK_SECRET: is empty",
                        "treewarden.yaml:6: an entry of `github.repositories` must be owner/name",
                        "treewarden.yaml:5: the key `github.maintainers` is missing: who decides about contributions and gives the go for a first one, a list of repository permissions or teams such as - maintain. An empty list would let in nobody or everybody, so it is refused",
                        "treewarden.yaml:9: an http address sends credentials in clear text; use https, or say `plain-http: true` where the network is your own",
                        "treewarden.yaml:9: the key `teacher.model` is missing: the name of the teacher model at that server",
                        "treewarden.yaml:11: `sample.leaves` must be a whole number from 1 to 1000",
                        "treewarden.yaml:12: there is no key `tempo`; the keys here are artifacts, cache, calendar, database, documents, github, jobs, releases, reminders, sample, server, sign-in, student, teacher, validation",
                        "treewarden.yaml:2: there is no key `server.prot`; did you mean `server.port`?");
    }

    @Test
    void rolesArePermissionsAndTeams() throws IOException {
        var config = read(SMALLEST + """
                    - instructlab/taxonomy-approvers
                  triagers: [triage, instructlab/taxonomy-triagers]
                  commands-per-hour: 30
                """);

        assertThat(config.github().commands())
                .isEqualTo(new Config.CommandSettings(
                        List.of("maintain", "instructlab/taxonomy-approvers"),
                        List.of("triage", "instructlab/taxonomy-triagers"),
                        30));
        assertThat(problemsOf(SMALLEST.replace("- maintain", "- triage\n    - everybody")))
                .containsExactly(
                        "treewarden.yaml:6: an entry of `github.maintainers` must be triage, write, maintain, admin, or a team as organization/team-slug",
                        "treewarden.yaml:6: `triage` makes triagers: an entry of `github.maintainers` must be stronger than that");
    }

    @Test
    void whatItTakesToApproveIsWritten() throws IOException {
        assertThat(read(SMALLEST).github().approval()).isEqualTo(ApprovalRules.USUAL);
        assertThat(read(SMALLEST + """
                          approval:
                            approvers: 2
                            sample: optional
                            review: none
                            merge: squash
                        """).github().approval())
                .isEqualTo(new ApprovalRules(
                        2, ApprovalRules.Sample.OPTIONAL, ApprovalRules.Review.NONE, Optional.of(MergeMethod.SQUASH)));
        assertThat(problemsOf(SMALLEST + """
                          approval:
                            approvers: 0
                            merge: always
                        """))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem)
                        .endsWith("`github.approval.merge` must be `off`, `merge`, `squash` or `rebase`"));
    }

    @Test
    void aSecretComesFromAFileThatOnlyItsOwnerReads() throws IOException {
        var key = Files.writeString(folder.resolve("key.pem"), "the key\n");
        environment.remove("TREEWARDEN_GITHUB_PRIVATE_KEY");
        environment.put("TREEWARDEN_GITHUB_PRIVATE_KEY_FILE", key.toString());

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(problemsOf(SMALLEST))
                .containsExactly("TREEWARDEN_GITHUB_PRIVATE_KEY_FILE: key.pem"
                        + " can be read by everybody; run chmod 600 key.pem");

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(read(SMALLEST).github().privateKey().reveal()).isEqualTo("the key");
    }

    @Test
    void noSecretShowsInTheTextOfTheConfiguration() throws IOException {
        environment.put("TREEWARDEN_WEBHOOK_SECRET", "canary-secret");

        assertThat(read(SMALLEST).toString()).doesNotContain("canary-secret");
    }

    @Test
    void aStudentIsOptionalAndHasAKeyOfItsOwn() throws IOException {
        environment.put("TREEWARDEN_STUDENT_KEY", "canary-key");
        assertThat(read(SMALLEST).student()).isNull();

        var config = read(SMALLEST + """
                sample:
                  precheck: false
                student:
                  url: https://student.example/v1
                  model: our-model
                  already-answered: 90
                """);

        var student = Objects.requireNonNull(config.student());
        assertThat(student.url()).hasToString("https://student.example/v1");
        assertThat(student.model()).isEqualTo("our-model");
        assertThat(student.contextTokens()).isEqualTo(4_096);
        assertThat(student.alreadyAnswered()).isEqualTo(90);
        assertThat(Objects.requireNonNull(student.apiKey()).reveal()).isEqualTo("canary-key");
        assertThat(config.toString()).doesNotContain("canary-key");
        assertThat(config.sample().prechecks()).isEqualTo(Config.SampleSettings.Prechecks.ON_COMMAND);
    }

    @Test
    void whatIsWrongWithAStudentIsTold() {
        assertThat(problemsOf(SMALLEST + """
                        student:
                          url: http://student.example/v1
                          already-answered: 101
                          temperature: 1
                        """))
                .containsExactly(
                        "treewarden.yaml:8: an http address sends credentials in clear text; use https, or say `plain-http: true` where the network is your own",
                        "treewarden.yaml:8: the key `student.model` is missing: the name of the community model at that server",
                        "treewarden.yaml:9: `student.already-answered` must be a whole number from 1 to 100",
                        "treewarden.yaml:10: there is no key `student.temperature`; the keys here are already-answered, concurrency, context-tokens, model, plain-http, timeout, url");
    }

    @Test
    void aProxyIsNamedByAnAddressOrANetwork() throws IOException {
        assertThat(read(SMALLEST + "server: {trusted-proxies: [127.0.0.1, 10.0.0.0/8]}\n")
                        .server()
                        .proxies())
                .isNotEqualTo(TrustedProxies.NONE);
        assertThat(problemsOf(SMALLEST + "server: {trusted-proxies: [proxy.example]}\n"))
                .singleElement()
                .asString()
                .contains("`server.trusted-proxies` must be an address or a network");
    }

    @Test
    void twoDatabasesAreOneTooMany() {
        assertThat(problemsOf(SMALLEST + """
                        database:
                          sqlite: here.db
                          postgres:
                            url: jdbc:postgresql://db/treewarden
                        """))
                .containsExactly(
                        "treewarden.yaml:8: `database.sqlite` and `database.postgres` exclude each other; keep one of them");
    }

    @Test
    void theCalendarAndTheReminders() throws IOException {
        var reminders = read(SMALLEST + """
                        calendar:
                          time-zone: Europe/Berlin
                          working-days: [monday, Tuesday]
                          holidays: [2026-05-01, 2026-12-24..2027-01-06]
                        reminders:
                          after: 5
                          close-after: 60
                          digest: never
                        """).reminders();

        assertThat(reminders.calendar().zone()).hasToString("Europe/Berlin");
        assertThat(reminders.calendar().workingDays()).containsExactlyInAnyOrder(DayOfWeek.MONDAY, DayOfWeek.TUESDAY);
        assertThat(reminders.calendar().holidays()).hasSize(2);
        assertThat(reminders.staleAfter()).isEqualTo(30);
        assertThat(reminders.digest()).isNull();
    }

    @Test
    void aCalendarThatIsNoneIsTold() {
        assertThat(problemsOf(SMALLEST + """
                        calendar:
                          time-zone: Middle-earth/Shire
                          working-days: [someday]
                          holidays: [2027-01-06..2026-12-24]
                        reminders:
                          after: 30
                          stale-after: 10
                        """))
                .containsExactly(
                        "treewarden.yaml:9: an entry of `calendar.working-days` must be a day such as monday",
                        "treewarden.yaml:8: `calendar.time-zone` must be a time zone such as Europe/Berlin (Unknown time-zone ID: Middle-earth/Shire)",
                        "treewarden.yaml:10: an entry of `calendar.holidays` must be a day such as 2026-05-01, or its first and last such as 2026-12-24..2027-01-06",
                        "treewarden.yaml:13: `reminders.stale-after` must be more than `after`, and `close-after` more than that, or 0 for never");
    }

    @Test
    void notesOfReleasesAreOnWhereTheAppMayWriteContentsAnyway() throws IOException {
        var releases = """
                        teacher:
                          url: https://teacher.example/v1
                          model: mixtral
                        releases:
                          model: community/model
                          base-model: models/base
                        """;
        var merging = SMALLEST + "  approval:\n    merge: squash\n";

        assertThat(notes(SMALLEST + releases)).isEqualTo(Notes.OFF);
        assertThat(notes(merging + releases)).isEqualTo(Notes.ON);
        assertThat(notes(SMALLEST + releases + "  notes: on\n")).isEqualTo(Notes.ON);
        assertThat(notes(merging + releases + "  notes: off\n")).isEqualTo(Notes.OFF);
        assertThat(problemsOf(SMALLEST + releases + "  notes: loudly\n"))
                .containsExactly("treewarden.yaml:13: `releases.notes` must be on or off");
    }

    private Notes notes(String text) throws IOException {
        return Objects.requireNonNull(read(text).releases()).telling().notes();
    }

    @Test
    void brokenYamlNamesItsLine() {
        assertThat(problemsOf("github:\n  app-id: [1\n"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).startsWith("treewarden.yaml:3: is not valid YAML: "));
    }

    private Config read(String text) throws IOException {
        var file = Files.writeString(folder.resolve("treewarden.yaml"), text);
        return ConfigFile.read(file, environment);
    }

    private List<String> problemsOf(String text) {
        var refused = catchThrowableOfType(InvalidConfiguration.class, () -> read(text));
        return refused.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }
}
