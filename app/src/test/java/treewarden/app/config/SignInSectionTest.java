package treewarden.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.web.session.Access;

class SignInSectionTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>(Map.of(
            "TREEWARDEN_GITHUB_PRIVATE_KEY",
            "a key",
            "TREEWARDEN_WEBHOOK_SECRET",
            "a secret",
            "TREEWARDEN_GITHUB_CLIENT_SECRET",
            "another secret"));

    private SignInSettings read(String publicUrl, String section) throws IOException {
        var file = folder.resolve("treewarden.yaml");
        Files.writeString(file, """
                server:
                  public-url: %s
                github:
                  app-id: 12345
                  repositories: [instructlab/taxonomy]
                  maintainers: [maintain]
                %s
                """.formatted(publicUrl, section));
        return ConfigFile.read(file, environment).signIn();
    }

    private List<String> problems(String publicUrl, String section) {
        var problems = new java.util.ArrayList<String>();
        assertThatThrownBy(() -> read(publicUrl, section))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        e -> e.problems().forEach(problem -> problems.add(problem.message())));
        return problems;
    }

    @Test
    void withoutItEverybodyReadsAndNobodySignsIn() throws IOException {
        assertThat(read("https://triage.example", "")).isEqualTo(SignInSettings.NOBODY);
    }

    @Test
    void allOfItIsRead() throws IOException {
        var read = read("https://triage.example", """
                sign-in:
                  client-id: Iv1.8a61f9b3a7aba766
                  pages: members
                  idle: 30m
                  absolute: 8h
                """);

        assertThat(read.client()).isNotNull().satisfies(client -> {
            assertThat(client.id()).isEqualTo("Iv1.8a61f9b3a7aba766");
            assertThat(client.secret().reveal()).isEqualTo("another secret");
        });
        assertThat(read.reading()).isEqualTo(Access.Reading.MEMBERS);
        assertThat(read.idle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(read.absolute()).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void peopleSignInOverHttpsOrOnThisMachine() throws IOException {
        var section = "sign-in: {client-id: Iv1.8}";

        assertThat(read("http://127.0.0.1:8080", section).client()).isNotNull();
        assertThat(problems("http://triage.example", section))
                .singleElement()
                .asString()
                .contains("over https alone", "TLS proxy");
    }

    @Test
    void whatCannotBeIsToldWithItsRemedy() {
        environment.remove("TREEWARDEN_GITHUB_CLIENT_SECRET");

        assertThat(problems("https://triage.example", "sign-in: {client-id: Iv1.8}"))
                .singleElement()
                .asString()
                .contains("Set TREEWARDEN_GITHUB_CLIENT_SECRET_FILE to a file that holds it");
        assertThat(problems("https://triage.example", "sign-in: {pages: members}"))
                .singleElement()
                .asString()
                .contains("needs `sign-in.client-id`");
        assertThat(problems("https://triage.example", "sign-in: {pages: friends, idle: 2d, absolute: 1d}"))
                .containsExactly(
                        "`sign-in.pages` must be `public` or `members`",
                        "`sign-in.idle` must be more than nothing and at most `sign-in.absolute`");
        assertThat(problems("https://triage.example", "sign-in: {absolute: 31d}"))
                .containsExactly("`sign-in.absolute` must be at most 30d");
    }
}
