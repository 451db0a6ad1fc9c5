package treewarden.sandbox.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HangUpTest {
    private static final String BODY =
            "{\"model\":\"stand-in-teacher\",\"messages\":[{\"role\":\"user\",\"content\":\"why\"}]}";

    private final StandInTeacher teacher = StandInTeacher.start(TeacherOptions.defaults()
            .withSlots(1)
            .withRepeats(TeacherOptions.Repeats.ANEW)
            .withLatency(Latency.fixed(Duration.ofDays(1))));

    @AfterEach
    void stop() {
        teacher.close();
    }

    @Test
    void whoHangsUpGivesTheSlotToTheNextOne() throws IOException {
        try (var first = asking()) {
            teacher.awaitOpen(1, Duration.ofSeconds(20));
            teacher.latency(Latency.none());
            try (var second = asking()) {
                teacher.awaitOpen(2, Duration.ofSeconds(20));
                first.close();

                var status = new String(second.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
                assertThat(status).isEqualTo("HTTP/1.1 200 OK");
            }
        }
    }

    private Socket asking() throws IOException {
        var at = URI.create(teacher.url());
        var socket = new Socket(at.getHost(), at.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
