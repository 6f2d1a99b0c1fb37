# The image holds the code and its packages; documents and conversations live in the volume /data.
FROM python:3.11-slim

WORKDIR /app
COPY pyproject.toml constraints.txt README.md LICENSE ./
RUN pip install --no-cache-dir --index-url https://download.pytorch.org/whl/cpu torch==2.13.0
COPY assistant assistant
COPY eval eval
COPY index index
COPY prompts prompts
RUN pip install --no-cache-dir -c constraints.txt ".[postgres]" \
    && useradd --create-home danraku \
    && install -d -o danraku /data

USER danraku
ENV DANRAKU_DATA=/data DANRAKU_HOST=0.0.0.0
VOLUME /data
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/healthz', timeout=4)"]
CMD ["danraku", "serve"]
