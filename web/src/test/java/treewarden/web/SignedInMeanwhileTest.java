package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.web.session.Access;
import treewarden.web.session.Standing;

/** Somebody signed in, and then the database takes no writes: what the code host says of them counts all the same. */
class SignedInMeanwhileTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    @TempDir
    Path folder;

    private SignInSite site;
    private HttpClient browser;

    @BeforeEach
    void open() throws Exception {
        site = new SignInSite(folder, Access.Reading.MEMBERS);
        browser = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        assertThat(get("/login").body()).contains("<b>tess</b>", "triager");
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void membersReadOnInTheirRoleWhileAnotherProcessWrites() throws Exception {
        try (var other = writing()) {
            site.later(Duration.ofMinutes(6));

            var page = get("/");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<b>tess</b>", "triager");
            other.rollback();
        }
    }

    @Test
    void membersReadOnWhereTheDatabaseOnlyLetsItselfBeRead() throws Exception {
        site.onlyLetsRead();
        site.later(Duration.ofMinutes(6));

        var page = get("/");
        var form = post("/views", "view=" + encoded("?q=haiku") + "&name=Haikus&form-token=" + encoded(token(page)));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<b>tess</b>", "triager");
        assertThat(form.statusCode()).isEqualTo(503);
        assertThat(form.body()).contains("Nothing can be written at the moment", "reading goes on");
    }

    @Test
    void theCodeHostIsAskedOnceInFiveMinutesAndNotAtEachLook() throws Exception {
        try (var other = writing()) {
            int before = site.asked();
            site.later(Duration.ofMinutes(6));
            get("/");
            get("/tree");
            site.later(Duration.ofMinutes(4));
            get("/");
            assertThat(site.asked()).isEqualTo(before + 1);

            site.later(Duration.ofMinutes(1));
            get("/");
            assertThat(site.asked()).isEqualTo(before + 2);
            other.rollback();
        }
    }

    @Test
    void aPermissionThatIsTakenAwayMeanwhileIsGoneWithinMinutes() throws Exception {
        try (var other = writing()) {
            site.later(Duration.ofMinutes(6));
            get("/");
            site.nowIs(Standing.STRANGER);

            site.later(Duration.ofMinutes(5));

            assertThat(get("/").statusCode()).isEqualTo(403);
            assertThat(get("/").body()).contains("This is not for you to read");
            site.nowIs(Standing.READER);
            site.later(Duration.ofMinutes(5));
            assertThat(get("/").body()).contains("<b>tess</b>", "reader");
            other.rollback();
        }
    }

    @Test
    void whereTheCodeHostDoesNotAnswerEitherItIsAskedAgainAMinuteLater() throws Exception {
        try (var other = writing()) {
            site.later(Duration.ofMinutes(6));
            site.nowIs(Standing.UNKNOWN);
            assertThat(get("/").body()).contains("The code host did not answer. Try again in a minute.");

            site.nowIs(Standing.TRIAGER);
            site.later(Duration.ofMinutes(1));

            assertThat(get("/").statusCode()).isEqualTo(200);
            other.rollback();
        }
    }

    @Test
    void notEveryLookWaitsForADatabaseThatIsHeld() throws Exception {
        long before = used();
        try (var other = writing()) {
            site.later(Duration.ofMinutes(2));
            get("/");
            other.rollback();
        }
        get("/");
        assertThat(used()).as("not tried again so soon").isEqualTo(before);

        site.later(Duration.ofMinutes(2));
        get("/");
        assertThat(used()).isEqualTo(before + Duration.ofMinutes(4).toMillis());
    }

    /** When whoever is signed in was last seen, as it is written. */
    private long used() throws SQLException {
        try (var shell = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Site.DATABASE));
                var statement = shell.createStatement();
                var rows = statement.executeQuery("select used_at from page_session")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void onceItCanBeWrittenTheDatabaseHasItsSayAgain() throws Exception {
        try (var other = writing()) {
            site.later(Duration.ofMinutes(6));
            get("/");
            other.rollback();
        }
        site.nowIs(Standing.READER);
        site.later(Duration.ofMinutes(5));
        assertThat(get("/").body()).contains("<b>tess</b>", "reader");

        // Somebody else's process hears of a change first, and what was remembered here is older.
        int before = site.asked();
        site.later(Duration.ofMinutes(1));
        try (var shell = writing();
                var statement = shell.createStatement()) {
            statement.execute("update page_session set standing = 'triager', asked_at = asked_at + 60000");
            shell.commit();
        }
        assertThat(get("/").body()).contains("<b>tess</b>", "triager");
        assertThat(site.asked()).isEqualTo(before);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(site.at(path)));
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(site.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.header("Accept", "text/html").build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String token(HttpResponse<String> page) {
        var found = TOKEN.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Another process, such as a backup. */
    private Connection writing() throws SQLException {
        var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Site.DATABASE));
        other.setAutoCommit(false);
        try (var statement = other.createStatement()) {
            statement.execute("update audit_head set number = number");
        }
        return other;
    }
}
