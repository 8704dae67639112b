package io.kagami.mirror.runtime.status;

import io.kagami.mirror.runtime.http.ProcessAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/**
 * Adds to what a worker says of itself ({@code GET /}) where its process answers for health and metrics.
 *
 * <p>Threading: threads of the REST server.
 */
final class AddressFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().replace("/", "").isEmpty()) {
            ProcessAddress.get()
                    .ifPresent(address -> response.getHeaders().putSingle(ProcessAddress.HEADER, address.toString()));
        }
    }
}
