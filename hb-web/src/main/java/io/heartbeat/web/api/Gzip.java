package io.heartbeat.web.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Compresses the answers of {@link Compressed} resources when the sender accepts it (RFC 9110, section 12.5.3). */
@Provider
@Compressed
public class Gzip implements ContainerRequestFilter, WriterInterceptor {
    private static final String WANTED = Gzip.class.getName();

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(WANTED, accepts(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING)));
    }

    @Override
    public void aroundWriteTo(WriterInterceptorContext answer) throws IOException {
        MultivaluedMap<String, Object> headers = answer.getHeaders();
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!Boolean.TRUE.equals(answer.getProperty(WANTED))) {
            answer.proceed();
            return;
        }
        headers.putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        GZIPOutputStream packed = new GZIPOutputStream(answer.getOutputStream(), 8192);
        answer.setOutputStream(packed);
        answer.proceed();
        packed.finish();
    }

    static boolean accepts(String header) {
        return header != null
                && Arrays.stream(header.toLowerCase(Locale.ROOT).split(","))
                        .map(coding -> coding.replace(" ", ""))
                        .anyMatch(coding -> coding.equals("gzip")
                                || coding.startsWith("gzip;q=") && !coding.matches("gzip;q=0(\\.0*)?"));
    }
}
