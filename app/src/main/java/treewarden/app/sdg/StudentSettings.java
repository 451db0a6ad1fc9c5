package treewarden.app.sdg;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Secret;
import treewarden.sdg.precheck.PrecheckLimits;
import treewarden.sdg.teacher.TeacherConfig.PlainHttp;

/**
 * The community model of the day, and how it is asked.
 *
 * @param concurrency requests in flight at once
 * @param timeout for one request
 * @param contextTokens that a question and its longest answer may have together
 * @param alreadyAnswered the share of well answered questions, in percent, from which on it is said to know a leaf
 */
public record StudentSettings(
        URI url,
        String model,
        @Nullable Secret apiKey,
        int concurrency,
        Duration timeout,
        int contextTokens,
        int alreadyAnswered,
        PlainHttp plainHttp) {
    /** What the models that communities train can take. */
    public static final int CONTEXT_TOKENS = 4_096;

    /** 8 requests at once, a minute for each, 4,096 tokens of context, four questions of five. */
    public static StudentSettings at(URI url, String model, @Nullable Secret apiKey) {
        return new StudentSettings(
                url,
                model,
                apiKey,
                8,
                Duration.ofSeconds(60),
                CONTEXT_TOKENS,
                PrecheckLimits.USUAL.enough(),
                PlainHttp.REFUSED);
    }
}
