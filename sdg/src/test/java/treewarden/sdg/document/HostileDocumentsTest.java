package treewarden.sdg.document;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.sdg.document.Readings.bytes;
import static treewarden.sdg.document.Readings.text;
import static treewarden.sdg.document.Readings.why;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Documents that mean harm: each costs itself, and the next one is read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileDocumentsTest {
    private final ReadDocument documents =
            new ReadDocument(new ReadSettings(64, Duration.ofMinutes(2), 64 << 20, 12_000_000, null));

    @AfterAll
    void end() {
        documents.close();
    }

    private void assertTheNextOneIsRead() {
        assertThat(text(documents.read("next.md", bytes("# Next")))).isEqualTo("# Next");
    }

    @Test
    void whatWantsTooMuchMemoryEndsTheReaderAndNotTheRun() {
        var docx = new DocxMaker();
        for (int i = 0; i < 250_000; i++) {
            docx.paragraph(Integer.toHexString(i * 0x9E3779B1));
        }
        try (var small = new ReadDocument(new ReadSettings(32, Duration.ofMinutes(2), 64 << 20, 12_000_000, null))) {
            assertThat(why(small.read("a.docx", docx.bytes()))).contains("32 MiB of memory");
            assertThat(text(small.read("next.md", bytes("# Next")))).isEqualTo("# Next");
        }
    }

    @Test
    void whatTakesTooLongIsStopped() {
        try (var hasty = new ReadDocument(ReadSettings.USUAL.withDeadline(Duration.ofMillis(20)))) {
            assertThat(why(hasty.read("a.md", bytes("# Text")))).contains("seconds to read");
            assertThat(why(hasty.read("a.md", bytes("# Text")))).contains("seconds to read");
        }
    }

    @Test
    void deepNestingIsReadOrRefused() {
        assertThat(text(documents.read("a.html", bytes("<html>" + "<div>".repeat(200_000) + "deep"))))
                .isEqualTo("deep");
        assertThat(text(documents.read("a.html", bytes("<html>" + "<table><tr><td>".repeat(5_000) + "deep"))))
                .isEqualTo("deep");
        assertThat(text(documents.read("a.md", bytes("> ".repeat(20_000) + "deep"))))
                .contains("deep");
        assertThat(text(documents.read("a.md", bytes("*a **a ".repeat(20_000)))))
                .contains("a");
        assertThat(text(documents.read("a.md", bytes("[".repeat(100_000) + "deep"))))
                .contains("deep");
        assertTheNextOneIsRead();
    }

    @Test
    void aLineOfTenMegabytesIsReadWhateverItIs() {
        for (var name : new String[] {"a.txt", "a.md", "a.html"}) {
            var reading = documents.read(name, bytes("word ".repeat(2 << 20)));
            if (reading instanceof Reading.Read read) {
                assertThat(read.text()).hasSizeGreaterThan(10_000_000);
            } else {
                assertThat(why(reading)).contains("MiB of memory");
            }
        }
        assertTheNextOneIsRead();
    }

    @Test
    void tooMuchTextIsRefused() {
        try (var brief = new ReadDocument(new ReadSettings(64, Duration.ofMinutes(2), 1 << 20, 1_000, null))) {
            for (var name : new String[] {"a.txt", "a.md", "a.html"}) {
                assertThat(why(brief.read(name, bytes("word ".repeat(1_000))))).contains("more than 1000 characters");
            }
            var pdf = new PdfMaker();
            for (int i = 0; i < 50; i++) {
                pdf.line("A line of a page that says something.");
            }
            assertThat(why(brief.read("a.pdf", pdf.bytes()))).contains("more than 1000 characters");
            assertThat(why(brief.read("a.txt", new byte[2 << 20]))).contains("at most 1 MiB");
        }
    }

    @Test
    void aPdfThatGoesInCirclesOrClaimsAMillionPagesIsAnswered() {
        var loop = """
                %PDF-1.4
                1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
                2 0 obj <</Type/Pages/Kids[2 0 R 3 0 R]/Count 1000000/Parent 2 0 R>> endobj
                3 0 obj <</Type/Page/Parent 3 0 R/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>/MediaBox[0 0 9 9]>> endobj
                4 0 obj <</Length 5>> stream
                /F Do
                endstream endobj
                5 0 obj <</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length 11>> stream
                /F Do /F Do
                endstream endobj
                trailer <</Root 1 0 R>>
                """;

        try (var hasty = new ReadDocument(ReadSettings.USUAL.withDeadline(Duration.ofSeconds(3)))) {
            assertThat(why(hasty.read("a.pdf", bytes(loop)))).isNotBlank();
        }
        assertTheNextOneIsRead();
    }

    @Test
    void whatTheReaderIsGivenHoldsNothingOfOurs() throws Exception {
        // The reader's process shows its environment, on systems that have one to show.
        assertTheNextOneIsRead();
        var readers = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(ReaderMain.class.getName()))
                .map(process -> Path.of("/proc/" + process.pid() + "/environ"))
                .filter(Files::isReadable)
                .toList();
        for (var environment : readers) {
            assertThat(Files.readAllBytes(environment)).isEmpty();
        }
    }

    @Test
    void aReaderThatWasKilledIsStartedAnew() {
        assertTheNextOneIsRead();
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(ReaderMain.class.getName()))
                .forEach(ProcessHandle::destroyForcibly);

        assertTheNextOneIsRead();
    }
}
