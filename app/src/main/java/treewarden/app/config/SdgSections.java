package treewarden.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.app.sdg.CacheSettings;
import treewarden.app.sdg.DocumentPlaces;
import treewarden.app.sdg.StudentSettings;
import treewarden.app.sdg.TeacherSettings;
import treewarden.domain.Language;
import treewarden.sdg.document.ChunkSettings;
import treewarden.sdg.document.fetch.DocumentSettings;
import treewarden.sdg.engine.Hedging;
import treewarden.sdg.teacher.TeacherConfig.PlainHttp;
import treewarden.sdg.teacher.TeacherConfig.Structured;

/**
 * The sections about data generation: who is asked, which documents are read, and where answers are kept.
 *
 * @param path makes a path of what the file says
 */
record SdgSections(Secrets secrets, Function<String, Path> path) {
    /** Null where there is no teacher. */
    @Nullable
    TeacherSettings teacher(Section section) {
        if (!section.isPresent()) {
            return null;
        }
        section.required("url", "the address of an OpenAI-compatible server, such as https://teacher.example/v1");
        var url =
                section.parsed("url", URI.create("http://127.0.0.1"), "an http or https address", ConfigFile::address);
        boolean plain = section.parsed("plain-http", Boolean.FALSE, "true or false", ConfigFile::flag);
        if (!plain) {
            ConfigFile.encrypted(section, "url", url);
        }
        var tokenizer = section.text("tokenizer");
        boolean structured = section.parsed("structured-output", Boolean.FALSE, "true or false", ConfigFile::flag);
        return new TeacherSettings(
                Stream.concat(Stream.of(url), more(section, plain).stream()).toList(),
                section.required("model", "the name of the teacher model at that server"),
                secrets.optional("TREEWARDEN_TEACHER_API_KEY"),
                section.text("pipeline", "full"),
                section.parsed("language", Language.ENGLISH, "a language such as en or de", Language::of),
                section.number("concurrency", 16, 1, 4096),
                section.duration("timeout", Duration.ofSeconds(60)),
                section.number("context-tokens", TeacherSettings.CONTEXT_TOKENS, 256, 10_000_000),
                tokenizer == null ? null : path.apply(tokenizer),
                structured ? Structured.OFFERED : Structured.NOT_OFFERED,
                plain ? PlainHttp.ALLOWED : PlainHttp.REFUSED,
                section.parsed("hedge", Boolean.FALSE, "true or false", ConfigFile::flag)
                        ? Hedging.WHEN_IDLE
                        : Hedging.NEVER);
    }

    /** Null where no community model can be asked. */
    @Nullable
    StudentSettings student(Section section) {
        if (!section.isPresent()) {
            return null;
        }
        section.required("url", "the address of the server of the community model, such as https://student.example/v1");
        var url =
                section.parsed("url", URI.create("http://127.0.0.1"), "an http or https address", ConfigFile::address);
        boolean plain = section.parsed("plain-http", Boolean.FALSE, "true or false", ConfigFile::flag);
        if (!plain) {
            ConfigFile.encrypted(section, "url", url);
        }
        var usual = StudentSettings.at(url, "", null);
        return new StudentSettings(
                url,
                section.required("model", "the name of the community model at that server"),
                secrets.optional("TREEWARDEN_STUDENT_KEY"),
                section.number("concurrency", usual.concurrency(), 1, 4096),
                section.duration("timeout", usual.timeout()),
                section.number("context-tokens", usual.contextTokens(), 256, 10_000_000),
                section.number("already-answered", usual.alreadyAnswered(), 1, 100),
                plain ? PlainHttp.ALLOWED : PlainHttp.REFUSED);
    }

    /** Further servers of the same model. */
    private static List<URI> more(Section section, boolean plain) {
        var urls = new ArrayList<URI>();
        for (var text : section.texts("more-urls")) {
            try {
                var url = ConfigFile.address(text);
                urls.add(url);
                if (!plain) {
                    ConfigFile.encrypted(section, "more-urls", url);
                }
            } catch (IllegalArgumentException e) {
                section.problem("more-urls", "an entry of `teacher.more-urls` must be an http or https address");
            }
        }
        return urls;
    }

    DocumentPlaces documents(Section section) {
        var hosts = section.texts("hosts");
        var mirrors = new LinkedHashMap<String, Path>();
        section.section("mirrors").entries().forEach((address, folder) -> mirrors.put(address, path.apply(folder)));
        int tokens = section.number("piece-tokens", ChunkSettings.USUAL.maxTokens(), 32, 100_000);
        int overlap = section.number("piece-overlap", 0, 0, tokens / 4);
        return new DocumentPlaces(
                hosts.isEmpty() ? DocumentSettings.HOSTS : hosts,
                mirrors,
                docling(section),
                secrets.optional("TREEWARDEN_DOCLING_API_KEY"),
                new ChunkSettings(tokens, overlap));
    }

    private static @Nullable URI docling(Section section) {
        var nowhere = URI.create("http://nowhere.invalid");
        var url = section.parsed("docling", nowhere, "an http or https address", ConfigFile::address);
        return url.equals(nowhere) ? null : url;
    }

    CacheSettings cache(Section section) {
        return new CacheSettings(
                path.apply(section.text("folder", "data/cache")), section.number("gib", 8, 1, 1_000_000) * (1L << 30));
    }
}
