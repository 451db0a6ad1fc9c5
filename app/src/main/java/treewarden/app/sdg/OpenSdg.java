package treewarden.app.sdg;

import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.block.AnswerForm;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.cache.CacheLimits;
import treewarden.sdg.cache.CachingTeacher;
import treewarden.sdg.cache.RequestCache;
import treewarden.sdg.cache.RequestLog;
import treewarden.sdg.document.DoclingServe;
import treewarden.sdg.document.LeafDocuments;
import treewarden.sdg.document.ReadDocument;
import treewarden.sdg.document.ReadPassages;
import treewarden.sdg.document.ReadSettings;
import treewarden.sdg.document.fetch.DocumentSettings;
import treewarden.sdg.document.fetch.GitDocuments;
import treewarden.sdg.engine.Hedging;
import treewarden.sdg.engine.PromptTokens;
import treewarden.sdg.generate.FinishedLeaves;
import treewarden.sdg.pipeline.EvaluationPipelines;
import treewarden.sdg.pipeline.PipelineSet;
import treewarden.sdg.pipeline.PrecheckPipelines;
import treewarden.sdg.precheck.Student;
import treewarden.sdg.teacher.Endpoints;
import treewarden.sdg.teacher.HedgingTeacher;
import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.teacher.Teacher;
import treewarden.sdg.teacher.TeacherConfig;
import treewarden.sdg.teacher.TeacherConfig.PlainHttp;
import treewarden.sdg.teacher.TeacherConfig.Structured;
import treewarden.sdg.token.Tokenizer;
import treewarden.sdg.token.Tokens;

/** The parts of data generation, open: the teacher's servers, the cache, the documents, the pipelines. */
public final class OpenSdg implements AutoCloseable {
    private final TeacherSettings settings;
    private final Endpoints endpoints;
    private final RequestLog cache;
    private final @Nullable Tokenizer tokenizer;
    private final ReadDocument reader;
    private final LeafDocuments documents;
    private final FinishedLeaves finished;
    private final PipelineSet pipelines;

    private OpenSdg(TeacherSettings settings, DocumentPlaces places, CacheSettings kept, Clock clock) {
        this.settings = settings;
        this.pipelines = pipelines(settings);
        this.tokenizer = settings.tokenizer() == null ? null : Tokenizer.at(settings.tokenizer());
        this.endpoints = Endpoints.connect(
                settings.urls().stream().map(url -> config(settings, url)).toList(), clock);
        this.cache = RequestLog.open(kept.requests(), CacheLimits.of(kept.bytes()), clock);
        this.finished = new FinishedLeaves(kept.leaves(), clock);
        this.finished.shrinkTo(kept.bytes());
        this.reader = new ReadDocument(ReadSettings.USUAL.with(
                places.docling() == null ? null : DoclingServe.at(places.docling(), places.doclingKey())));
        var fetch = new GitDocuments(documentSettings(places, kept), clock);
        this.documents = new LeafDocuments(
                fetch,
                reader,
                tokens(),
                places.pieces(),
                places.docling() == null ? "" : "docling " + places.docling());
    }

    /**
     * Opens them; nothing is sent to the teacher.
     *
     * @throws treewarden.sdg.block.PipelineException where a pipeline is wrong
     * @throws treewarden.sdg.token.UnusableTokenizer where the tokenizer is
     * @throws treewarden.sdg.cache.CacheException where the cache's folder cannot be used
     * @throws IllegalArgumentException where an address is
     */
    public static OpenSdg open(TeacherSettings settings, DocumentPlaces places, CacheSettings cache, Clock clock) {
        return new OpenSdg(settings, places, cache, clock);
    }

    /**
     * Opens what can be wrong without a network and closes it again, for whoever checks a configuration.
     *
     * @throws treewarden.sdg.block.PipelineException where a pipeline is wrong
     * @throws treewarden.sdg.token.UnusableTokenizer where the tokenizer is
     * @throws IllegalArgumentException where an address is
     */
    public static void check(TeacherSettings settings, DocumentPlaces places, CacheSettings kept) {
        pipelines(settings);
        if (settings.tokenizer() != null) {
            Tokenizer.at(settings.tokenizer()).close();
        }
        documentSettings(places, kept);
    }

    private static DocumentSettings documentSettings(DocumentPlaces places, CacheSettings kept) {
        return DocumentSettings.in(kept.documents()).withHosts(places.hosts()).withMirrors(places.mirrors());
    }

    /** The pipelines that the settings name, read and checked. */
    public static PipelineSet pipelines(TeacherSettings settings) {
        return PipelineSet.of(settings.pipeline(), options(settings));
    }

    /** How a student is asked and judged, in the same language and form. */
    public PrecheckPipelines prechecks() {
        return PrecheckPipelines.of(options(settings));
    }

    /** How the models of a release are asked and judged. */
    public EvaluationPipelines evaluations() {
        return EvaluationPipelines.of(options(settings));
    }

    private static PipelineOptions options(TeacherSettings settings) {
        var judges = settings.structured() == Structured.OFFERED ? AnswerForm.JSON : AnswerForm.TAGS;
        return PipelineOptions.USUAL.withLanguage(settings.language()).withJudges(judges);
    }

    private static TeacherConfig config(TeacherSettings settings, URI url) {
        var config = TeacherConfig.at(url, settings.model())
                .withApiKey(settings.apiKey())
                .withConcurrency(settings.concurrency())
                .withDeadline(settings.timeout())
                .withStructured(settings.structured());
        return settings.plainHttp() == PlainHttp.ALLOWED ? config.allowingPlainHttp() : config;
    }

    /** The teacher for one run or sample: what was answered before is not asked again. */
    public Teacher teacher() {
        return new CachingTeacher(new HedgingTeacher(endpoints), cache);
    }

    /**
     * The same model as a judge. What it said is known again for this purpose alone: a model that is replaced behind its
     * name judges everything of the next release anew.
     *
     * @param purpose such as the name of a release
     */
    public Teacher judge(String purpose) {
        return new CachingTeacher(Student.toldApart(new HedgingTeacher(endpoints), purpose), cache);
    }

    public RequestCache cache() {
        return cache;
    }

    public PipelineSet pipelines() {
        return pipelines;
    }

    public ReadPassages documents() {
        return documents;
    }

    public FinishedLeaves finished() {
        return finished;
    }

    /** Whether slow requests may be sent a second time. */
    public Hedging hedging() {
        return settings.hedging();
    }

    /** Requests that can be in flight at once, at all servers together. */
    public int concurrency() {
        return settings.concurrency() * settings.urls().size();
    }

    private Tokens tokens() {
        return tokenizer == null ? Tokens.about() : tokenizer;
    }

    /** Counts as the teacher does, where its tokenizer is known. */
    public PromptTokens promptTokens() {
        var counted = tokens();
        return new PromptTokens() {
            @Override
            public int of(Prompt prompt) {
                return counted.exact() ? counted.count(prompt.whole()) : PromptTokens.ABOUT.of(prompt);
            }

            @Override
            public boolean exact() {
                return counted.exact();
            }
        };
    }

    @Override
    public void close() {
        endpoints.close();
        reader.close();
        cache.close();
        if (tokenizer != null) {
            tokenizer.close();
        }
    }
}
