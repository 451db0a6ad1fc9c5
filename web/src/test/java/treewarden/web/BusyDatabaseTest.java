package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Person;
import treewarden.web.api.ApiScope;
import treewarden.web.api.NewApiToken;
import treewarden.web.session.Access;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/** Another process, such as a shell, writes to the database and does not end. */
class BusyDatabaseTest {
    @TempDir
    Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.in(folder);
        site.with(Given.contribution(1).titled("Haiku").now());
        site.signIn(new Visitor(new Person(7, "tess"), PageRole.TRIAGER, "the-token"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void readingGoesOnAndWhatWasTypedIsKeptUntilItCanBeWritten() throws SQLException {
        var form = Map.of("view", "?q=haiku", "name", "My haikus", Visitor.FORM_FIELD, "the-token");
        try (var other = writing()) {
            assertThat(site.get("/").body()).contains("Haiku");
            assertThat(site.get("/contributions/instructlab/taxonomy/1").statusCode())
                    .isEqualTo(200);

            var answer = site.post("/views", form);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
            assertThat(answer.body())
                    .contains("Nothing can be written at the moment", "reading goes on", "action=\"/views\"")
                    .contains("My haikus</textarea>", "name=\"form-token\" value=\"the-token\"", "Send again");
            other.rollback();
        }

        assertThat(site.post("/views", form).statusCode()).isEqualTo(303);
    }

    @Test
    void aTokenReadsMeanwhileThoughItsUseCannotBeNoted() throws SQLException {
        var made = NewApiToken.make("dashboard", Set.of(ApiScope.READ), "ada", Site.NOON, Duration.ofDays(1));
        site.write(transaction -> transaction.apiTokens().add(made.kept()));
        try (var other = writing()) {
            var answer = site.get("/api/contributions", "Authorization", "Bearer " + made.text());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("Haiku");
            other.rollback();
        }
    }

    @Test
    void whoSignsInMeanwhileIsToldToComeBack() throws Exception {
        var place = Files.createDirectory(folder.resolve("signing-in"));
        try (var pages = new SignInSite(place, Access.Reading.PUBLIC);
                var other = writing(place)) {
            var answer = signsIn(pages);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("The database is not available", "Try again in a moment");
            other.rollback();
            assertThat(signsIn(pages).statusCode()).isEqualTo(200);
        }
    }

    /** As browsers do: with cookies, and wherever they are sent. */
    private static HttpResponse<String> signsIn(SignInSite pages) throws IOException, InterruptedException {
        var browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return browser.send(HttpRequest.newBuilder(pages.at("/login")).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Connection writing() throws SQLException {
        return writing(folder);
    }

    private static Connection writing(Path folder) throws SQLException {
        var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Site.DATABASE));
        other.setAutoCommit(false);
        try (var statement = other.createStatement()) {
            statement.execute("update audit_head set number = number");
        }
        return other;
    }
}
