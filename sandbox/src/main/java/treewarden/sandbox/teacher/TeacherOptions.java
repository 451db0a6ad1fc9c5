package treewarden.sandbox.teacher;

import java.time.Clock;
import java.util.Optional;

/**
 * How a stand-in teacher is set up. Start from {@link #defaults()} and change what matters.
 *
 * @param host the address to listen at
 * @param port 0 for a free one
 * @param model the name under which it answers; a request for another model is refused
 * @param slots how many answers it writes at once, the others wait in order; {@link #UNLIMITED} for no bound. As with
 *     servers of real models, a request for several answers, or with several prompts, takes a slot for each of them
 * @param repeats what becomes of a request that is sent once more
 * @param apiKey the bearer token it asks for, where it asks for one
 */
public record TeacherOptions(
        String host,
        int port,
        String model,
        int slots,
        Latency latency,
        Repeats repeats,
        Optional<String> apiKey,
        Clock clock) {

    /** How it takes equal requests. */
    public enum Repeats {
        /** They take equally long, and a caller that hangs up is not noticed: its slot is taken until its answer is written. */
        ALIKE,
        /**
         * Each takes a time of its own, as where a server is slow by chance; and a caller that hangs up gives its slot back
         * within 20 ms, as servers of real models do that see the connection close. For callers that do not pipeline.
         */
        ANEW
    }

    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Says plainly, wherever the model's name is shown, that no model has answered. */
    public static final String MODEL = "stand-in-teacher";

    /** A second name under which every stand-in answers, as a student does: see {@link StandInTeacher#learns}. */
    public static final String STUDENT = "stand-in-student";

    public static TeacherOptions defaults() {
        return new TeacherOptions(
                "127.0.0.1", 0, MODEL, UNLIMITED, Latency.none(), Repeats.ALIKE, Optional.empty(), Clock.systemUTC());
    }

    public TeacherOptions withHost(String other) {
        return new TeacherOptions(other, port, model, slots, latency, repeats, apiKey, clock);
    }

    public TeacherOptions withPort(int other) {
        return new TeacherOptions(host, other, model, slots, latency, repeats, apiKey, clock);
    }

    public TeacherOptions withSlots(int other) {
        return new TeacherOptions(host, port, model, other, latency, repeats, apiKey, clock);
    }

    public TeacherOptions withLatency(Latency other) {
        return new TeacherOptions(host, port, model, slots, other, repeats, apiKey, clock);
    }

    public TeacherOptions withRepeats(Repeats other) {
        return new TeacherOptions(host, port, model, slots, latency, other, apiKey, clock);
    }

    public TeacherOptions withApiKey(String other) {
        return new TeacherOptions(host, port, model, slots, latency, repeats, Optional.of(other), clock);
    }

    public TeacherOptions withClock(Clock other) {
        return new TeacherOptions(host, port, model, slots, latency, repeats, apiKey, other);
    }
}
