package treewarden.worker.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import treewarden.domain.Digest;

/**
 * {@code run.json}: the newest start of a run. It is written before the trainer is started, without a handle, and again
 * when the handle is known; so a worker that dies in between leaves enough to find what it started.
 *
 * @param launcher which kind of launcher started it
 * @param plan digest of what is trained
 * @param start its number, from 1
 * @param idle how many starts before it ended in a way nobody foresaw without having come further
 * @param eventsFrom where its lines begin in {@code events.jsonl}
 * @param told its end was told to whoever asked for the training
 */
record RunRecord(
        String launcher,
        Digest plan,
        int start,
        int idle,
        long eventsFrom,
        String nonce,
        boolean told,
        Optional<Handle> handle) {
    private static final int SCHEMA = 1;
    private static final int MOST_BYTES = 64 << 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    static String newNonce() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    RunRecord with(Handle found) {
        return new RunRecord(launcher, plan, start, idle, eventsFrom, nonce, told, Optional.of(found));
    }

    RunRecord asTold() {
        return new RunRecord(launcher, plan, start, idle, eventsFrom, nonce, true, handle);
    }

    void write(RunFolder folder) throws IOException {
        var out = WritePlan.JSON
                .createObjectNode()
                .put("schema", SCHEMA)
                .put("launcher", launcher)
                .put("plan", plan.hex())
                .put("start", start)
                .put("idle", idle)
                .put("events_from", eventsFrom)
                .put("nonce", nonce)
                .put("told", told);
        handle.ifPresent(known -> known.write(out.putObject("handle")));
        WholeFile.write(folder.record(), WritePlan.JSON.writeValueAsString(out) + "\n");
    }

    /** Empty where nothing was started yet. */
    static Optional<RunRecord> read(RunFolder folder) throws IOException {
        var file = folder.record();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + " is no record of a run");
        }
        JsonNode in = WritePlan.JSON.readTree(Files.readString(file));
        if (in.path("schema").asInt() != SCHEMA) {
            throw new IOException(file + " was written by another version of Treewarden");
        }
        try {
            return Optional.of(new RunRecord(
                    in.path("launcher").asText(),
                    new Digest(in.path("plan").asText()),
                    in.path("start").asInt(),
                    in.path("idle").asInt(),
                    in.path("events_from").asLong(),
                    in.path("nonce").asText(),
                    in.path("told").asBoolean(),
                    Handle.read(in.path("handle"))));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is no record of a run", e);
        }
    }
}
