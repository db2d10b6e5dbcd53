package io.heartbeat.web.health;

import io.heartbeat.telemetry.Instrument;
import io.heartbeat.telemetry.Telemetry;
import io.heartbeat.web.security.Viewer;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * {@code /metrics}: every instrument, read at this moment. A filter, because it then stands before the servlet that Payara
 * maps there by itself; {@code ?scope=} is handed on to that one. It answers machines without a login, so series of a host are
 * told only to who may see it, such as a Prometheus with a token.
 */
@WebFilter(urlPatterns = "/metrics", asyncSupported = true)
public class MetricsFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    transient Telemetry telemetry;

    @Inject
    transient Viewer viewer;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getParameter("scope") != null) {
            chain.doFilter(request, response);
            return;
        }
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        response.setContentType(MetricsText.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        Writer out =
                new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 14);
        Predicate<Instrument> told = instrument -> {
            String host = instrument.labels().get("host");
            return host == null || viewer.sees(host);
        };
        MetricsText.write(telemetry.instruments(), told, out);
        out.flush();
    }
}
