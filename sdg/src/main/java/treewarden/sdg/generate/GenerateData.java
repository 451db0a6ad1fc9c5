package treewarden.sdg.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import treewarden.sdg.cache.CacheException;
import treewarden.sdg.mix.MixData;
import treewarden.sdg.mix.MixException;
import treewarden.sdg.mix.MixLeaf;

/**
 * Makes the training data of a taxonomy: asks the teacher, checks the rows of all leaves together, mixes them, and puts
 * the files into the output folder when all of them are whole. The same leaves, settings and answers give the same bytes.
 */
public final class GenerateData {
    private final GenerateParts parts;

    public GenerateData(GenerateParts parts) {
        this.parts = parts;
    }

    /**
     * The run.
     *
     * @throws GenerateException where it could not be finished: its message says why, and that running it again goes on
     *     where it stopped
     * @throws treewarden.sdg.teacher.TeacherException where no teacher is to be had; the same holds
     * @throws java.util.concurrent.CancellationException where the watch says so
     */
    public GenerateReport run(GenerateRequest request, GenerateWatch watch) {
        try (var folder = OutputFolder.take(request.out())) {
            new MixData(parts.mix()).check(folder.building());
            return run(request, folder, watch);
        } catch (MixException e) {
            throw new GenerateException(String.valueOf(e.getMessage()), e);
        } catch (CacheException e) {
            throw new GenerateException(
                    e.getMessage() + "; what was answered until then is kept: run it again to go on", e);
        } catch (UncheckedIOException e) {
            throw new GenerateException(
                    e.getMessage()
                            + "; see that the disk has room and the folder can be written, and run it again: what"
                            + " was answered is kept",
                    e);
        }
    }

    private GenerateReport run(GenerateRequest request, OutputFolder folder, GenerateWatch watch) {
        var aside = parts.finished().aside();
        var tokens = folder.own("tokens");
        try {
            long start = System.nanoTime();
            watch.stage("asking the teacher");
            var within = request.maxTokens() == 0 ? parts : parts.within(new FileBudget(tokens, request.maxTokens()));
            var asked = new AskTeacher(within, aside, watch).ask(parts.plan(request));
            if (!asked.incomplete().isEmpty()) {
                throw new GenerateException(words(asked.incomplete()));
            }
            var asking = Duration.ofNanos(System.nanoTime() - start);
            watch.stage("checking the rows of all leaves together");
            var checked = new CheckData(parts.quality(), folder.building(), watch).check(asked.done());
            watch.stage("mixing the training files");
            var files = new MixData(parts.mix(), request.keptOut()).mix(checked, folder.building());
            // The engine looks up only so often: a run cancelled near its end must not publish all the same.
            if (watch.cancelled()) {
                throw new CancellationException("the run was cancelled");
            }
            watch.stage("putting the files in place");
            folder.publish();
            // The data is complete: what comes next into this folder is counted anew.
            Files.deleteIfExists(tokens);
            return new GenerateReport(
                    checked.stream().map(MixLeaf::outcome).toList(),
                    files,
                    asked.done().size(),
                    asked.found(),
                    asked.spent(),
                    asked.askedTwice(),
                    asking);
        } catch (IOException e) {
            throw new UncheckedIOException(tokens + " cannot be removed: " + e.getMessage(), e);
        } finally {
            aside.clear();
        }
    }

    private static String words(List<String> incomplete) {
        var shown = incomplete.stream().limit(5).toList();
        return "the data is not complete: " + String.join("; ", shown)
                + (incomplete.size() > shown.size() ? "; and " + (incomplete.size() - shown.size()) + " more" : "")
                + ". What was answered is kept: run it again to ask for the rest";
    }
}
