package treewarden.sdg.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static treewarden.sdg.document.Readings.bytes;
import static treewarden.sdg.document.Readings.notes;
import static treewarden.sdg.document.Readings.text;
import static treewarden.sdg.document.Readings.why;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import treewarden.domain.Secret;

/** Documents where a docling-serve is configured: a stand-in that answers as version 1 of its API does. */
class DoclingServeTest {
    private static final byte[] IMAGE = "\u0089PNG\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;
    private ReadDocument documents;
    private int status = 200;
    private String answer = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("X-Api-Key") + "\n"
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            var body = bytes(answer);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var docling = new DoclingServe(
                URI.create("http://localhost:" + server.getAddress().getPort()),
                Secret.of("docling-key"),
                Duration.ofSeconds(20),
                2_000);
        documents = new ReadDocument(ReadSettings.USUAL.with(docling));
    }

    @AfterEach
    void stop() {
        documents.close();
        server.stop(0);
    }

    private void answers(int code, String json) {
        status = code;
        answer = json;
    }

    @Test
    void aPdfIsSentAndItsMarkdownTakenBack() {
        answers(200, """
                {"document": {"md_content": "# Phoenix\\n\\n<!-- image -->\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |"},
                 "status": "success", "errors": [], "processing_time": 1.5}""");

        var read = documents.read(
                "../../etc/Report.PDF", new PdfMaker().line("text").bytes());

        assertThat(text(read)).isEqualTo("# Phoenix\n\n| a | b |\n|---|---|\n| 1 | 2 |");
        assertThat(notes(read)).containsExactly("docling-serve read it.");
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0))
                .startsWith("POST /v1/convert/file docling-key")
                .contains("name=\"to_formats\"", "name=\"image_export_mode\"", "placeholder")
                .contains("name=\"files\"; filename=\"document.pdf\"")
                .contains("%PDF-")
                .doesNotContain("Report", "etc");
    }

    @Test
    void textAndPagesAreNotSent() {
        assertThat(text(documents.read("a.md", bytes("# Text")))).isEqualTo("# Text");
        assertThat(asked).isEmpty();
    }

    @Test
    void whereItFailsTheDocumentIsReadWithout() {
        var pdf = new PdfMaker().line("Read here.").bytes();
        for (var trouble : List.of(
                "{\"status\": \"failure\", \"document\": {}, \"errors\": [{\"error_message\": \"no luck\"}]}",
                "{\"status\": \"success\", \"document\": {\"md_content\": \"\"}}",
                "<html>",
                "x".repeat(3_000))) {
            answers(200, trouble);
            var read = documents.read("a.pdf", pdf);
            assertThat(text(read)).isEqualTo("Read here.");
            assertThat(notes(read)).singleElement().asString().startsWith("docling-serve did not read it (");
        }
        answers(504, "");
        assertThat(notes(documents.read("a.pdf", pdf)))
                .containsExactly("docling-serve did not read it (it answered with status 504); it was read without.");
        answers(302, "");
        assertThat(notes(documents.read("a.pdf", pdf)))
                .singleElement()
                .asString()
                .contains("status 302");
        server.stop(0);
        assertThat(text(documents.read("a.pdf", pdf))).isEqualTo("Read here.");
    }

    @Test
    void anImageIsReadByItAlone() {
        answers(200, "{\"document\": {\"md_content\": \"Words\"}, \"status\": \"partial_success\"}");
        assertThat(text(documents.read("scan.png", IMAGE))).isEqualTo("Words");
        assertThat(asked.get(0)).contains("filename=\"document.png\"");

        answers(500, "");
        assertThat(why(documents.read("scan.png", IMAGE)))
                .contains("status 500")
                .contains("see that it runs");
    }

    @Test
    void anAddressThatIsNoneIsRefusedAtOnce() {
        for (var address : List.of("ftp://localhost", "localhost:5001", "http://user:password@localhost")) {
            assertThatThrownBy(() -> DoclingServe.at(URI.create(address), null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("http://localhost:5001");
        }
    }
}
