package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.Person;
import treewarden.web.session.PageRole;
import treewarden.web.session.SignedIn;
import treewarden.web.session.Visitor;
import treewarden.web.view.Frame;

/** A page with a fault of ours. */
class BrokenPageTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Pages pages = new Pages(
            new PageSettings("InstructLab taxonomy", "https://code.example/", null),
            new Assets().addresses(),
            Frame.NAVIGATION);
    private final Javalin server = Javalin.create(config -> {
        config.startup.showJavalinBanner = false;
        config.routes.before(SignedIn.as(new Visitor(new Person(7, "tess"), PageRole.TRIAGER, "the-token")));
        config.routes.get("/broken", pages.guarded(BrokenPageTest::fail));
        config.routes.post("/broken", pages.guarded(BrokenPageTest::fail));
    });

    private static void fail(Object ctx) {
        throw new IllegalStateException("a fault");
    }

    @BeforeEach
    void open() {
        server.start("127.0.0.1", 0);
    }

    @AfterEach
    void close() {
        server.stop();
    }

    @Test
    void saysSoWithANumberForTheOperator() throws Exception {
        var answer = send(HttpRequest.newBuilder().GET());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("This page could not be made", "Tell the operator this number")
                .doesNotContain("a fault<", "IllegalState");
    }

    @Test
    void keepsWhatWasTyped() throws Exception {
        var answer = send(HttpRequest.newBuilder()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("reason=Please+add+%3Csources%3E.&seen=abc")));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("it may be done or not", "Tell the operator this number")
                .contains("Please add &lt;sources", "name=\"seen\" value=\"abc\"", "action=\"/broken\"")
                .contains("name=\"form-token\" value=\"the-token\"");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.uri(URI.create("http://127.0.0.1:" + server.port() + "/broken"))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }
}
