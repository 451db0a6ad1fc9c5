package treewarden.app.sdg;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Language;
import treewarden.domain.Secret;
import treewarden.sdg.engine.Hedging;
import treewarden.sdg.teacher.TeacherConfig.PlainHttp;
import treewarden.sdg.teacher.TeacherConfig.Structured;

/**
 * The model that generates and judges, and how it is asked.
 *
 * @param urls of servers that serve it, at least one
 * @param pipeline what {@code --pipeline} takes
 * @param concurrency requests in flight at once at each server
 * @param timeout for one request
 * @param contextTokens that a prompt and its longest answer may have together
 * @param tokenizer the model's {@code tokenizer.json}; null where tokens are estimated
 * @param hedging whether slow requests may be sent a second time
 */
public record TeacherSettings(
        List<URI> urls,
        String model,
        @Nullable Secret apiKey,
        String pipeline,
        Language language,
        int concurrency,
        Duration timeout,
        int contextTokens,
        @Nullable Path tokenizer,
        Structured structured,
        PlainHttp plainHttp,
        Hedging hedging) {
    /** What the smaller ones of the models that make good teachers can take. */
    public static final int CONTEXT_TOKENS = 16_384;

    public TeacherSettings {
        urls = List.copyOf(urls);
    }

    /** 16 requests at once, a minute for each, 16,384 tokens of context, our full pipelines in English. */
    public static TeacherSettings at(URI url, String model, @Nullable Secret apiKey) {
        return new TeacherSettings(
                List.of(url),
                model,
                apiKey,
                "full",
                Language.ENGLISH,
                16,
                Duration.ofSeconds(60),
                CONTEXT_TOKENS,
                null,
                Structured.NOT_OFFERED,
                PlainHttp.REFUSED,
                Hedging.NEVER);
    }
}
