package treewarden.worker.train;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import treewarden.worker.train.TrainingPlan.Data;
import treewarden.worker.train.TrainingPlan.Replay;

/** Rows are what the plan names by digest, or nothing is trained on them. */
final class CheckData {
    private CheckData() {}

    /** What is wrong with the files, all at once; empty if nothing is. */
    static Optional<String> problems(TrainingPlan plan) {
        var problems = new ArrayList<String>();
        for (var data : all(plan)) {
            try {
                if (!digest(data.file()).equals(data.digest().hex())) {
                    problems.add(data.file() + " has changed since the plan was made.");
                }
            } catch (IOException e) {
                problems.add(data.file() + " cannot be read.");
            }
        }
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", problems));
    }

    private static List<Data> all(TrainingPlan plan) {
        var all = new ArrayList<Data>();
        for (var phase : plan.phases()) {
            all.addAll(phase.data());
            for (var replay : phase.replay()) {
                if (replay instanceof Replay.OfFile file) {
                    all.add(file.data());
                }
            }
        }
        return all;
    }

    private static String digest(Path file) throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(Files.newInputStream(file), sha)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
